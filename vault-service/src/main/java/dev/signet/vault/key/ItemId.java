package dev.signet.vault.key;

import dev.signet.contract.Bytes;
import dev.signet.platform.BadRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** What a client calls an item, within its tenant. It is in memory while a request needs it, and nowhere else. */
public final class ItemId {
    private static final int LONGEST = 512;
    private static final Pattern TENANT = Pattern.compile("[\\x21-\\x7e]{0,100}");

    private final Bytes encoded;

    private ItemId(Bytes encoded) {
        this.encoded = encoded;
    }

    public static ItemId of(String tenant, byte[] id) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new BadRequest("Signet-Tenant must be up to 100 visible ASCII characters.");
        }
        if (id.length < 1 || id.length > LONGEST) {
            throw new BadRequest("An id has 1 to %d bytes.".formatted(LONGEST));
        }
        var name = tenant.getBytes(StandardCharsets.US_ASCII);
        return new ItemId(Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + name.length + id.length)
                .putInt(name.length)
                .put(name)
                .put(id)
                .array()));
    }

    /** @param segment of a path, as it came: the id percent-encoded, or in base64url after a tilde */
    public static ItemId inPath(String tenant, String segment) {
        try {
            return of(
                    tenant,
                    segment.startsWith("~")
                            ? Base64.getUrlDecoder().decode(segment.substring(1))
                            : UriUtils.decode(segment, StandardCharsets.ISO_8859_1)
                                    .getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) { // its words would quote the id
            throw new BadRequest(
                    "The id in the path cannot be decoded: percent-encode it, or write ~ and its base64url.");
        }
    }

    byte[] encoded() {
        return encoded.unsafeArray();
    }

    @Override
    public String toString() {
        return "an id";
    }
}
