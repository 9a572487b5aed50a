package dev.signet.cli.server;

import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Bytes as they stand in answers: base64url (RFC 4648). */
public final class Base64Url {
    /** Throws {@link NotUnderstood} when there are none, or something else is in their place. */
    public static byte[] decode(JsonNode answer, String name) {
        try {
            return Base64.getUrlDecoder()
                    .decode(answer.path(name).stringValueOpt().orElseThrow(() -> new NotUnderstood(name)));
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(name);
        }
    }

    private Base64Url() {}
}
