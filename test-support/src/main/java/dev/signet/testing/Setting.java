package dev.signet.testing;

import java.util.Optional;

/** What whoever runs the tests has chosen, by a system property or an environment variable of the same name. */
enum Setting {
    /** JDBC URL of a PostgreSQL whose user may create databases. */
    SIGNET_TEST_DATABASE_URL,
    /** AMQP URI of a RabbitMQ. */
    SIGNET_TEST_AMQP_URL,
    /** {@code true}: containers come before what is on the machine. */
    SIGNET_TEST_DOCKER;

    Optional<String> value() {
        return Optional.ofNullable(System.getProperty(name(), System.getenv(name())))
                .filter(value -> !value.isBlank());
    }

    boolean isTrue() {
        return value().filter("true"::equalsIgnoreCase).isPresent();
    }
}
