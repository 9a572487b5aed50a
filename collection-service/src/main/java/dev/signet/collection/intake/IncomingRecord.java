package dev.signet.collection.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.amqp.core.Message;

/** A message that brings a record: how a redelivery of it is known, and whether it can be one. */
record IncomingRecord(String messageId, Message message) {
    static IncomingRecord of(Message message) {
        var given = message.getMessageProperties().getMessageId();
        var content = contentHash(message.getBody());
        return new IncomingRecord(given == null || given.isBlank() ? content : given + " " + content, message);
    }

    byte[] payload() {
        return message.getBody();
    }

    // Part of every identity: two publishers may both number their messages from 1.
    private static String contentHash(byte[] body) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
