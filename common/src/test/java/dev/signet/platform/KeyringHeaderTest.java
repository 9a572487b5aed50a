package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.impl.LongStringHelper;
import dev.signet.contract.KeyringName;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

class KeyringHeaderTest {
    @Test
    void isReadAsText() {
        assertThat(KeyringHeader.of(message("mail"))).contains("mail");
        assertThat(KeyringHeader.of(message(LongStringHelper.asLongString("mail"))))
                .contains("mail");
        assertThat(KeyringHeader.of(MessageBuilder.withBody(new byte[0]).build()))
                .isEmpty();
    }

    /** What a message is known by must not change from one delivery to the next. */
    @Test
    void whatIsNoTextIsTheSameAtEachDelivery() {
        assertThat(KeyringHeader.of(message(new byte[] {1})))
                .isEqualTo(KeyringHeader.of(message(new byte[] {1})))
                .isPresent();
    }

    private static Message message(Object keyring) {
        return MessageBuilder.withBody(new byte[0])
                .setHeader(KeyringName.HEADER, keyring)
                .build();
    }
}
