package dev.signet.console.page;

import java.math.BigInteger;
import java.util.Arrays;

/** An ECDSA signature as ASN.1 has it: a sequence of two integers. For curves up to 256 bits, whose lengths fit in a byte. */
final class Der {
    private Der() {}

    static byte[] ecdsa(byte[] sideBySide) {
        var half = sideBySide.length / 2;
        var r = integer(Arrays.copyOfRange(sideBySide, 0, half));
        var s = integer(Arrays.copyOfRange(sideBySide, half, sideBySide.length));
        var der = new byte[2 + r.length + s.length];
        der[0] = 0x30;
        der[1] = (byte) (r.length + s.length);
        System.arraycopy(r, 0, der, 2, r.length);
        System.arraycopy(s, 0, der, 2 + r.length, s.length);
        return der;
    }

    private static byte[] integer(byte[] magnitude) {
        var value = new BigInteger(1, magnitude).toByteArray();
        var der = new byte[2 + value.length];
        der[0] = 0x02;
        der[1] = (byte) value.length;
        System.arraycopy(value, 0, der, 2, value.length);
        return der;
    }
}
