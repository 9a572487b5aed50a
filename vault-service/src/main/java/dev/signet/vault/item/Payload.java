package dev.signet.vault.item;

import dev.signet.contract.Bytes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** What is to be stored, behind one byte that says what it is; measured while it is read. */
final class Payload extends FilterInputStream {
    private final Mac mac;
    private final long limit;
    private long bytes;
    private @Nullable Bytes digest;

    /** @param limit of the body */
    Payload(Kind kind, InputStream body, Mac mac, long limit) {
        super(new SequenceInputStream(new ByteArrayInputStream(new byte[] {kind.code()}), body));
        this.mac = mac;
        this.limit = limit;
    }

    /** Of the body, once it is read to its end. */
    long bytes() {
        return bytes - 1;
    }

    /** Of body and kind, once they are read to their end. */
    Bytes mac() {
        if (digest == null) {
            digest = Bytes.wrap(mac.doFinal());
        }
        return digest;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read > 0) {
            mac.update(buffer, offset, read);
            bytes += read;
            if (bytes() > limit) {
                throw new PayloadTooLarge();
            }
        }
        return read;
    }
}
