package dev.signet.cli.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 512 bytes that stand before each file of a tar archive (POSIX ustar). Sizes from 8 GiB on are written in binary, as GNU tar does.
 *
 * @param type {@code '0'} for a file, {@code '5'} for a directory
 */
record TarHeader(String name, long size, char type) {
    static final int LENGTH = 512;

    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final long LARGEST_OCTAL = 077777777777L;

    byte[] toBytes(long modifiedSeconds) {
        var bytes = new byte[LENGTH];
        put(bytes, 0, name);
        put(bytes, 100, "0000644\0");
        put(bytes, 108, "0000000\0");
        put(bytes, 116, "0000000\0");
        putSize(bytes);
        put(bytes, 136, "%011o\0".formatted(modifiedSeconds));
        bytes[TYPE_AT] = (byte) type;
        put(bytes, 257, "ustar\00000");
        put(bytes, CHECKSUM_AT, "%06o\0 ".formatted(checksum(bytes)));
        return bytes;
    }

    private void putSize(byte[] bytes) {
        if (size <= LARGEST_OCTAL) {
            put(bytes, SIZE_AT, "%011o\0".formatted(size));
        } else {
            bytes[SIZE_AT] = (byte) 0x80;
            ByteBuffer.wrap(bytes).putLong(SIZE_AT + 4, size);
        }
    }

    /** Throws {@link DamagedBundle} when they are none. */
    static TarHeader of(byte[] bytes) {
        if (octal(bytes, CHECKSUM_AT, 8) != checksum(bytes)) {
            throw new DamagedBundle("the archive is damaged, or no tar archive");
        }
        var prefix = text(bytes, PREFIX_AT, 155);
        var name = text(bytes, 0, 100);
        var type = bytes[TYPE_AT] == 0 ? '0' : (char) (bytes[TYPE_AT] & 0xff);
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, size(bytes), type);
    }

    static boolean isEnd(byte[] bytes) {
        return Arrays.equals(bytes, new byte[LENGTH]);
    }

    /** How many bytes follow the content until the next header. */
    int padding() {
        return (int) (-size & (LENGTH - 1));
    }

    private static long size(byte[] bytes) {
        var size = (bytes[SIZE_AT] & 0x80) == 0
                ? octal(bytes, SIZE_AT, 12)
                : ByteBuffer.wrap(bytes).getLong(SIZE_AT + 4);
        if (size < 0) {
            throw new DamagedBundle("the archive is damaged: it gives a file an impossible size");
        }
        return size;
    }

    // -1 for what is no number
    private static long octal(byte[] bytes, int at, int length) {
        var digits = text(bytes, at, length).strip();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    // as if the checksum itself were spaces
    private static long checksum(byte[] bytes) {
        var sum = 0L;
        for (var i = 0; i < LENGTH; i++) {
            sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? ' ' : bytes[i] & 0xff;
        }
        return sum;
    }

    private static String text(byte[] bytes, int at, int length) {
        var end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] bytes, int at, String ascii) {
        System.arraycopy(ascii.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, ascii.length());
    }
}
