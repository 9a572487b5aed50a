package dev.signet.platform;

import com.rabbitmq.client.Channel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ChannelProxy;

/**
 * Tells the broker by one word that a whole group is done with. "Multiple" means all that the channel has ever delivered, so it is said only of a group that
 * follows at once upon what is done with already. Once a group does not, something before it is still open, and the channel's messages are
 * acknowledged one by one until it is closed.
 */
public final class GroupAcknowledgement {
    private static final long ONE_BY_ONE = -1;

    // The number of the last delivery that is done with, like all before it; a channel counts its deliveries from 1.
    private final Map<Channel, Long> doneThrough = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Never throws, like {@link Acknowledgement}. The groups of one channel come one after the other.
     *
     * @return whether the channel took all
     */
    public boolean of(List<Message> group, Channel channel) {
        var counting = counting(channel);
        var before = doneThrough.getOrDefault(counting, 0L);
        if (!follows(before, group)) {
            doneThrough.put(counting, ONE_BY_ONE);
            return Acknowledgement.of(group, counting);
        }
        var last = before + group.size();
        doneThrough.put(counting, last);
        return Acknowledgement.isTaken(() -> counting.basicAck(last, true));
    }

    // Spring's stays the same when its connection is lost, and goes on with another, which counts from 1 again: what
    // was done
    // on the one before says nothing of it.
    private static Channel counting(Channel channel) {
        var behind = channel instanceof ChannelProxy proxy ? proxy.getTargetChannel() : channel;
        return behind == null ? channel : behind;
    }

    private static boolean follows(long before, List<Message> group) {
        return before != ONE_BY_ONE
                && IntStream.range(0, group.size())
                        .allMatch(i -> group.get(i).getMessageProperties().getDeliveryTag() == before + 1 + i);
    }
}
