package dev.signet.collection.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes signed records as lines of JSON, and at the end how many there were. Nothing in them needs escaping. */
final class SignatureLines {
    private final OutputStream out;
    private final StringBuilder line = new StringBuilder(1024);
    private long count;

    SignatureLines(OutputStream out) {
        this.out = out;
    }

    void write(SignedRecord signed) throws IOException {
        line.append("{\"recordId\":\"").append(signed.id().value());
        line.append("\",\"batchId\":\"").append(signed.batchId().value());
        line.append("\",\"keyId\":\"").append(signed.keyId().value());
        line.append("\",\"algorithm\":\"").append(signed.algorithm().label());
        line.append("\",\"token\":").append(signed.token());
        line.append(",\"leaseId\":\"").append(signed.leaseId().value());
        line.append("\",\"signedAt\":\"").append(signed.signedAt());
        line.append("\",\"protected\":\"").append(signed.protectedHeader());
        line.append("\",\"payload\":\"").append(signed.payload().toBase64Url());
        line.append("\",\"signature\":\"").append(signed.signature().toBase64Url());
        line.append("\"}\n");
        flushLine();
        count++;
    }

    /** Says that this was all. */
    void end() throws IOException {
        line.append("{\"end\":true,\"count\":").append(count).append("}\n");
        flushLine();
        out.flush();
    }

    private void flushLine() throws IOException {
        out.write(line.toString().getBytes(StandardCharsets.ISO_8859_1));
        line.setLength(0);
    }
}
