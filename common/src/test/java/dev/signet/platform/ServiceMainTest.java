package dev.signet.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class ServiceMainTest {
    record Settings(int batchSize) {
        Settings {
            if (batchSize < 1) {
                throw new IllegalArgumentException("SIGNET_BATCH_SIZE must be from 1, not " + batchSize);
            }
        }
    }

    @Test
    void aValueOfTheWrongKindIsNamedWithItsVariable() {
        assertThat(ServiceMain.reason(failureOf("abc")))
                .isEqualTo("SIGNET_BATCH_SIZE is 'abc', which is not a valid int");
    }

    @Test
    void aValueOutOfRangeIsSaidInTheWordsOfItsSetting() {
        assertThat(ServiceMain.reason(failureOf("0"))).isEqualTo("SIGNET_BATCH_SIZE must be from 1, not 0");
    }

    record Port(int port) {}

    @Test
    void aSettingOfSpringsIsNamedByTheVariableThatSetsIt() {
        var environment = new MockEnvironment()
                .withProperty("server.port", "${signet.port:1}")
                .withProperty("signet.port", "http");

        assertThatThrownBy(() -> Binder.get(environment).bind("server", Port.class))
                .satisfies(failure -> assertThat(ServiceMain.reason(failure))
                        .isEqualTo("SIGNET_PORT is 'http', which is not a valid int"));
    }

    @Test
    void aFileThatCannotBeReadIsSaidByTheOneWhoKnowsWhatItWasFor() {
        var failure = new IllegalStateException("the token /x cannot be read", new NoSuchFileException("/x"));

        assertThat(ServiceMain.reason(new IllegalStateException("no bean", failure)))
                .isEqualTo("the token /x cannot be read");
    }

    @Test
    void aRefusedConnectionIsSaidByTheOneWhoKnowsWhatItWasFor() {
        var failure = new SQLException("Connection to db:5432 refused.", new ConnectException("Connection refused"));

        assertThat(ServiceMain.reason(new IllegalStateException("no bean", failure)))
                .isEqualTo("Connection to db:5432 refused.");
    }

    @Test
    void aConnectionThatIsCutIsSaidByTheOneWhoKnowsWhatItWasFor() {
        var failure = new SQLException("An I/O error occurred.", new SocketException("Connection reset"));

        assertThat(ServiceMain.reason(new IllegalStateException("no bean", failure)))
                .isEqualTo("An I/O error occurred.");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    /** The connection's end is the reason, and is said; the rollback that it made fail is none. */
    @Test
    void aStartThatLosesItsDatabaseIsNotToldByTheLibraryToo() throws ClassNotFoundException {
        var template = Class.forName("org.flywaydb.core.internal.jdbc.TransactionalExecutionTemplate");

        ServiceMain.run(
                new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE),
                "--spring.main.banner-mode=off");

        assertThat(LoggerFactory.getLogger(template).isErrorEnabled()).isFalse();
    }

    @Test
    void aRefusedConnectionSpeaksForItselfWhenNobodyElseDoes() {
        var refused = new ConnectException("Connection refused");

        assertThat(ServiceMain.reason(refused)).isEqualTo("Connection refused");
        assertThat(ServiceMain.reason(new IllegalStateException(refused))).isEqualTo("Connection refused");
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        var failure = new SQLException(
                "The connection attempt failed.", new UnknownHostException("nowhere: Name or service not known"));

        assertThat(ServiceMain.reason(failure)).isEqualTo("there is no host 'nowhere'");
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        TomcatServletWebServerFactory tomcat(Environment environment) {
            var tomcat = new TomcatServletWebServerFactory(environment.getRequiredProperty("at", Integer.class));
            tomcat.setAddress(InetAddress.getLoopbackAddress());
            return tomcat;
        }
    }

    @Test
    void aPortThatIsTakenIsSaidWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var service = new SpringApplicationBuilder(Listening.class);

            assertThatThrownBy(() -> service.run("--at=" + taken.getLocalPort()))
                    .satisfies(failure -> assertThat(ServiceMain.reason(failure))
                            .isEqualTo("port %d is in use already; free it or set SIGNET_PORT"
                                    .formatted(taken.getLocalPort())));
        }
    }

    /** A service that wants more memory than any JVM of a test has. */
    @Configuration(proxyBeanMethods = false)
    static class Greedy {
        @Bean
        long[][] everything() {
            return new long[16][Integer.MAX_VALUE - 8];
        }

        public static void main(String... args) {
            ServiceMain.run(
                    new SpringApplicationBuilder(Greedy.class) {
                        @Override
                        public ConfigurableApplicationContext run(String... given) {
                            if ("outside".equals(given[0])) {
                                var _ = new Greedy().everything();
                            }
                            return super.run(given);
                        }
                    }.web(WebApplicationType.NONE),
                    args);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in a bean", "outside"})
    void aStartThatLacksMemoryEndsWithOneSentence(String where) throws Exception {
        var start = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Greedy.class.getName(),
                        where)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(start.getErrorStream().readAllBytes(), UTF_8);

        assertThat(start.waitFor()).as(said).isEqualTo(2);
        assertThat(said)
                .endsWith("signet: cannot start: not enough memory (Java heap space);"
                        + " SIGNET_JAVA_OPTS=-Xmx… gives it more\n")
                .doesNotContain("\tat ");
    }

    private static Throwable failureOf(String batchSize) {
        var binder = new Binder(new MapConfigurationPropertySource(Map.of("signet.batch-size", batchSize)));
        try {
            binder.bind("signet", Settings.class);
        } catch (BindException e) {
            return new IllegalStateException("cannot create a bean", e);
        }
        throw new AssertionError("it was bound");
    }

    @Test
    void whatEndsAThreadIsInTheLogAndItsFormat() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(ServiceMain.class);
        log.addAppender(lines);

        ServiceMain.ended(new Thread("worker-1"), new IllegalStateException("no way on"));

        log.detachAppender(lines);
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage()).isEqualTo("Thread worker-1 has ended");
        assertThat(lines.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("no way on");
    }
}
