package dev.signet.collection.intake.row;

import dev.signet.contract.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a typed message is found by.
 *
 * @param user whose it is, as it is stored: masked, if that field is
 * @param recovery the originals, sealed to the recovery key
 */
public record TypedRow(
        String type,
        Instant occurredAt,
        Optional<String> user,
        Optional<String> device,
        List<MaskedValue> masked,
        Optional<Bytes> recovery) {
    // an index has no room for more
    private static final int LONGEST = 500;

    public TypedRow {
        user = user.map(TypedRow::searchable);
        device = device.map(TypedRow::searchable);
        masked = List.copyOf(masked);
    }

    /** What of a value it is found by. */
    static String searchable(String value) {
        var text = value.replace('\0', '\ufffd');
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
