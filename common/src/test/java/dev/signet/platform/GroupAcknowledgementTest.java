package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.connection.ChannelProxy;

class GroupAcknowledgementTest {
    private final List<String> acknowledged = new ArrayList<>();
    private final Channel channel = channel(null);
    private final GroupAcknowledgement acknowledgement = new GroupAcknowledgement();

    @Test
    void groupsThatFollowEachOtherAreAcknowledgedByOneWordEach() {
        assertThat(acknowledgement.of(group(1, 2, 3), channel)).isTrue();
        assertThat(acknowledgement.of(group(4, 5), channel)).isTrue();

        assertThat(acknowledged).containsExactly("3 and all before", "5 and all before");
    }

    @Test
    void groupThatCouldNotBeDealtWithIsNotTakenAlongByThoseBehindIt() {
        acknowledgement.of(group(1, 2), channel);
        // 3 and 4 could not be stored
        acknowledgement.of(group(5, 6), channel);
        acknowledgement.of(group(7, 8), channel);

        assertThat(acknowledged).containsExactly("2 and all before", "5", "6", "7", "8");
    }

    @Test
    void firstGroupThatCouldNotBeDealtWithIsNotTakenAlongEither() {
        acknowledgement.of(group(3, 4), channel);

        assertThat(acknowledged).containsExactly("3", "4");
    }

    @Test
    void messageThatIsMissingWithinAGroupIsNotTakenAlong() {
        acknowledgement.of(group(1, 2, 4), channel);
        acknowledgement.of(group(5), channel);

        assertThat(acknowledged).containsExactly("1", "2", "4", "5");
    }

    @Test
    void deliveriesThatBeginAnewAreNotTakenForThoseBehindTheLast() {
        acknowledgement.of(group(1, 2), channel);
        acknowledgement.of(group(1), channel); // as another connection's, under the same channel of Spring's
        acknowledgement.of(group(3), channel);

        assertThat(acknowledged).containsExactly("2 and all before", "1", "3");
    }

    /** Of 1 to 5 nothing is known: a group that could not be dealt with is not shown to the acknowledgement. */
    @Test
    void channelBehindSpringsIsCountedByItself() {
        var springs = proxy(channel, channel(null));
        acknowledgement.of(group(1, 2, 3, 4, 5), springs);
        acknowledgement.of(group(6, 7), springs);

        assertThat(acknowledged).containsExactly("5 and all before", "6", "7");
    }

    @Test
    void eachChannelCountsByItself() {
        acknowledgement.of(group(1, 2), channel);
        acknowledgement.of(group(1), channel(null));
        acknowledgement.of(group(3), channel);

        assertThat(acknowledged).containsExactly("2 and all before", "1 and all before", "3 and all before");
    }

    @Test
    void channelThatIsGoneIsSaid() {
        assertThat(acknowledgement.of(group(1), channel(new IOException("gone"))))
                .isFalse();
    }

    /** Goes on with the second one after the first group. */
    private static Channel proxy(Channel first, Channel second) {
        var targets = new ArrayDeque<>(List.of(first));
        return (Channel) Proxy.newProxyInstance(
                GroupAcknowledgementTest.class.getClassLoader(),
                new Class<?>[] {ChannelProxy.class},
                (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("getTargetChannel");
                    return targets.isEmpty() ? second : targets.removeFirst();
                });
    }

    private static List<Message> group(long... tags) {
        return LongStream.of(tags).mapToObj(GroupAcknowledgementTest::message).toList();
    }

    private static Message message(long tag) {
        var message = MessageBuilder.withBody(new byte[0]).build();
        message.getMessageProperties().setDeliveryTag(tag);
        return message;
    }

    private Channel channel(@Nullable Exception failure) {
        return (Channel) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Channel.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> {
                        if (failure != null) {
                            throw failure;
                        }
                        acknowledged.add(arguments[0] + ((boolean) arguments[1] ? " and all before" : ""));
                        yield null;
                    }
                });
    }
}
