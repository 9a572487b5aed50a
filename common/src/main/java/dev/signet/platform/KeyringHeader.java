package dev.signet.platform;

import com.rabbitmq.client.LongString;
import dev.signet.contract.KeyringName;
import java.util.Optional;
import org.springframework.amqp.core.Message;

/** The header by which a message says which keyring it is for. */
public final class KeyringHeader {
    /** Names no keyring. */
    private static final String NO_TEXT = "?";

    /** What it says; the same at each delivery, also where that is no text. Empty where there is none. */
    public static Optional<String> of(Message message) {
        Object given = message.getMessageProperties().getHeader(KeyringName.HEADER);
        return Optional.ofNullable(given)
                .map(value ->
                        value instanceof CharSequence || value instanceof LongString ? value.toString() : NO_TEXT);
    }

    private KeyringHeader() {}
}
