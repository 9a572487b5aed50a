package dev.signet.cli.verify;

import dev.signet.cli.bundle.DamagedBundle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file whose lines are no longer than a record can make them: who reads line by line holds a whole line in memory. */
final class ShortLines extends FilterInputStream {
    /** The largest record is 16 MiB by default, which is 22 MiB in base64url. */
    private static final int LONGEST = 64 << 20;

    private final String name;
    private long length;

    ShortLines(String name, InputStream in) {
        super(in);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        var read = in.read(into, offset, count);
        for (var i = offset; i < offset + read; i++) {
            length = into[i] == '\n' || into[i] == '\r' ? 0 : length + 1;
            if (length > LONGEST) {
                throw new DamagedBundle("%s has a line of more than %,d bytes".formatted(name, LONGEST));
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
