package dev.signet.contract;

/** Where replies go: who may send a message must not be able to have something sent to any queue there is. */
public final class ReplyQueues {
    /** How queues begin that somebody declares for the purpose. */
    public static final String PREFIX = "signet.replies.";

    /** The broker's own queues for it: RabbitMQ's direct reply-to. */
    public static final String DIRECT = "amq.rabbitmq.reply-to";

    private ReplyQueues() {}

    /** Whether this is one. */
    public static boolean include(String queue) {
        return queue.startsWith(PREFIX) || queue.startsWith(DIRECT);
    }
}
