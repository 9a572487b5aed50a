package dev.signet.collection.intake;

import dev.signet.collection.intake.mask.Masks;
import dev.signet.collection.parking.ReplayPath;
import dev.signet.contract.Broker;
import dev.signet.platform.AmqpProperties;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.MessageCodec;
import dev.signet.platform.QueueContainer;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.amqp.core.AbstractDeclarable;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.amqp.autoconfigure.RabbitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The intake's own connection: what arrives here exists only as a message until it is stored, so it may come over a broker, or a virtual
 * host, that keeps messages on disk. None of these beans is a candidate where another's connection is asked for.
 */
@Configuration(proxyBeanMethods = false)
class IntakeBroker {
    static final String QUEUE = "collection-service.intake";

    // a group is stored as soon as nothing more has come for so long
    private static final Duration GROUP_PATIENCE = Duration.ofMillis(50);

    @Bean(defaultCandidate = false)
    CachingConnectionFactory intakeConnections(IntakeProperties properties)
            throws NoSuchAlgorithmException, KeyManagementException {
        var url = new RabbitProperties();
        url.setAddresses(List.of(properties.amqpUrl().split(",")));
        var connections = new CachingConnectionFactory();
        connections.setAddresses(String.join(",", url.determineAddresses()));
        connections.setUsername(url.determineUsername());
        connections.setPassword(Objects.requireNonNullElse(url.determinePassword(), ""));
        if (url.determineVirtualHost() != null) {
            connections.setVirtualHost(url.determineVirtualHost());
        }
        if (url.getSsl().determineEnabled()) {
            connections.getRabbitConnectionFactory().useSslProtocol("TLSv1.3");
            connections.getRabbitConnectionFactory().enableHostnameVerification();
        }
        return connections;
    }

    @Bean(defaultCandidate = false)
    RabbitAdmin intakeAdmin(@Qualifier("intakeConnections") CachingConnectionFactory connections) {
        var admin = new RabbitAdmin(connections);
        admin.setExplicitDeclarationsOnly(true);
        return admin;
    }

    /** A parked message goes back the way it came, and as it came. */
    @Bean
    ReplayPath intakeReplay(
            @Qualifier("intakeConnections") CachingConnectionFactory connections,
            MessageCodec codec,
            AmqpProperties amqp,
            Masks masks) {
        return new ReplayPath(
                QUEUE,
                ConfirmedPublisher.over(connections, codec, amqp),
                (type, kept) -> type.startsWith(IncomingMessage.TYPED) ? masks.open(kept) : Optional.of(kept));
    }

    @Bean
    Declarables intakeTopology(@Qualifier("intakeAdmin") RabbitAdmin admin, AmqpProperties amqp) {
        var exchange = new TopicExchange(Broker.INTAKE);
        var queue =
                QueueBuilder.durable(QUEUE).withArguments(amqp.queueArguments()).build();
        var binding = BindingBuilder.bind(queue).to(exchange).with("#");
        var declared = List.<AbstractDeclarable>of(exchange, queue, binding);
        declared.forEach(each -> each.setAdminsThatShouldDeclare(admin));
        return new Declarables(declared);
    }

    @Bean
    SimpleMessageListenerContainer intakeContainer(
            @Qualifier("intakeConnections") CachingConnectionFactory connections,
            @Qualifier("intakeAdmin") RabbitAdmin admin,
            IntakeListener listener,
            IntakeProperties properties) {
        var container = new QueueContainer(connections, QUEUE);
        container.setAmqpAdmin(admin);
        container.setConcurrentConsumers(properties.consumers());
        container.setConsumerBatchEnabled(true);
        container.setBatchSize(properties.groupSize());
        container.setBatchReceiveTimeout(GROUP_PATIENCE.toMillis());
        container.setReceiveTimeout(GROUP_PATIENCE.toMillis());
        container.setPrefetchCount(2 * properties.groupSize());
        container.setMessageListener(listener);
        listener.pauses(container);
        return container;
    }
}
