package dev.signet.collection.intake.mask;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What counts as the same value: each gives the bytes that all spellings of one value share. */
public enum Normalization {
    /** Character for character. */
    EXACT {
        @Override
        public Optional<byte[]> bytes(String value) {
            return utf8(value);
        }
    },
    /** However its accents are encoded (Unicode NFC), without white space around it. */
    TEXT {
        @Override
        public Optional<byte[]> bytes(String value) {
            return utf8(nfc(value.strip()));
        }
    },
    /** As TEXT, in upper or lower case. */
    CASELESS {
        @Override
        public Optional<byte[]> bytes(String value) {
            // upper case first: it takes ß and ss for the same, and the several small sigmas
            return utf8(nfc(nfc(value.strip()).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
        }
    },
    /** An address of IPv4 or IPv6, however it is written; ::ffff:192.0.2.1 is 192.0.2.1, and a zone does not count. */
    IP {
        @Override
        public Optional<byte[]> bytes(String value) {
            var text = value.strip();
            return IPV4.matcher(text).matches() || text.indexOf(':') >= 0 ? address(text) : Optional.empty();
        }
    };

    // leading zeros are octal to some and decimal to others
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]+)(%.+)?");

    /** How a type's file calls it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when it is no such value. */
    public abstract Optional<byte[]> bytes(String value);

    private static String nfc(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFC);
    }

    // A surrogate alone is no character: as '?' it would equal others.
    private static Optional<byte[]> utf8(String value) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> address(String text) {
        var parts = IPV6.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var address =
                    InetAddress.ofLiteral(parts.group(1)); // asks nobody; an IPv4 address in IPv6 comes out as IPv4
            var family = (byte) (address instanceof Inet6Address ? 6 : 4);
            var bytes = address.getAddress();
            return Optional.of(
                    ByteBuffer.allocate(1 + bytes.length).put(family).put(bytes).array());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
