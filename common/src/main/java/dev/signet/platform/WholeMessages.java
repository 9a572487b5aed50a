package dev.signet.platform;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.batch.BatchingStrategy;
import org.springframework.amqp.rabbit.batch.MessageBatch;

/**
 * For every listener container: a message is one message, whatever its headers say. Spring would take one apart that claims to be a batch, and one that
 * is none fails there, before any listener of ours could park it, and is delivered again at once, for ever.
 */
final class WholeMessages implements BatchingStrategy {
    @Override
    public @Nullable MessageBatch addToBatch(@Nullable String exchange, @Nullable String routingKey, Message message) {
        throw new UnsupportedOperationException("only for receiving");
    }

    @Override
    public @Nullable Date nextRelease() {
        return null;
    }

    @Override
    public Collection<MessageBatch> releaseBatches() {
        return List.of();
    }
}
