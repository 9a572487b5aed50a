package dev.signet.collection.intake;

import dev.signet.collection.intake.mask.MaskRing;
import dev.signet.collection.intake.mask.RecoveryKey;
import dev.signet.collection.intake.mask.RecoverySeal;
import dev.signet.collection.intake.type.IntakeType;
import dev.signet.collection.intake.type.IntakeType.Reading;
import dev.signet.collection.intake.type.IntakeTypes;
import dev.signet.contract.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Looks at each message of a group by itself: what it becomes, or why it can become nothing. Touches neither the database nor a broker. */
final class Sorting {
    private final IntakeTypes types;
    private final MaskRing ring;
    private final RecoveryKey recovery;
    private final int maxPayload;
    private final Clock clock;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Optional<RecoverySeal> seal = Optional.empty();

    Sorting(IntakeTypes types, MaskRing ring, RecoveryKey recovery, int maxPayload, Clock clock) {
        this.types = types;
        this.ring = ring;
        this.recovery = recovery;
        this.maxPayload = maxPayload;
        this.clock = clock;
    }

    /** A message that can never be a record, and why, in words that hold nothing of it. */
    record Refusal(IncomingMessage message, String reason) {}

    List<Arrival> arrivals() {
        return arrivals;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    void add(IncomingMessage message) {
        var length = message.body().length;
        if (length == 0) {
            refuse(message, "the message is empty, and a record has at least one byte");
        } else if (length > maxPayload) {
            refuse(message, "the message has %d bytes, and a record at most %d".formatted(length, maxPayload));
        } else {
            message.typeName()
                    .ifPresentOrElse(name -> addTyped(message, name), () -> arrivals.add(asItStands(message)));
        }
    }

    private void refuse(IncomingMessage message, String reason) {
        refusals.add(new Refusal(message, reason));
    }

    private void addTyped(IncomingMessage message, String name) {
        types.find(name)
                .ifPresentOrElse(
                        type -> addOf(type, message),
                        () -> refuse(message, "there is no intake type of the name that the message gives"));
    }

    private void addOf(IntakeType type, IncomingMessage message) {
        switch (type.read(message.body())) {
            case Reading.Invalid(var violation) -> refuse(message, violation.toString());
            case Reading.Valid(var content) -> {
                switch (new Redaction(type, ring.current(), seal(), clock).of(content)) {
                    case Redaction.Unusable(var violation) -> refuse(message, violation.toString());
                    case Redaction.Redacted redacted -> addRedacted(type, message, redacted);
                }
            }
        }
    }

    // One for the group, and only if it has a typed message: making it takes a while.
    private Optional<RecoverySeal> seal() {
        if (seal.isEmpty()) {
            seal = recovery.begin();
        }
        return seal;
    }

    private void addRedacted(IntakeType type, IncomingMessage message, Redaction.Redacted redacted) {
        if (redacted.payload().length() > maxPayload) {
            refuse(message, "the message makes a record that is longer than %d bytes".formatted(maxPayload));
            return;
        }
        var id = message.id().orElse(null);
        arrivals.add(new Arrival(
                message,
                ring.current().identity(type.name(), id, message.body()),
                ring.older().stream()
                        .map(keys -> keys.identity(type.name(), id, message.body()))
                        .toList(),
                redacted.payload(),
                Optional.of(redacted.row())));
    }

    // Its content is part of every identity: two publishers may both number their messages from 1.
    private static Arrival asItStands(IncomingMessage message) {
        var content = contentHash(message.body());
        var identity = message.id().map(given -> given + " " + content).orElse(content);
        return new Arrival(message, identity, List.of(), Bytes.wrap(message.body()), Optional.empty());
    }

    private static String contentHash(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
