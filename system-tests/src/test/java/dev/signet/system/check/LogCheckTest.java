package dev.signet.system.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.system.check.Evidence.Sent;
import dev.signet.system.check.Evidence.Servers;
import dev.signet.system.check.Evidence.Traces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckTest {
    private static final String START =
            "2026-11-21T07:05:50.395Z  INFO 17515 --- [signing-service] [           main] d.s.s.SigningApplication    : Started\n";
    private static final String TRACE =
            "java.lang.IllegalStateException: no\n\tat dev.signet.Some.thing(Some.java:5)\n";

    @TempDir
    private Path directory;

    private List<String> found(String log) throws IOException {
        Files.writeString(directory.resolve("signing.log"), log);
        var evidence = new Evidence(
                new Servers("", "", "", "", URI.create("/"), URI.create("/")),
                new Traces(List.of(directory), List.of(), List.of()),
                Sent.nothing());
        return new LogCheck().violations(evidence).stream().map(Violation::what).toList();
    }

    private static String line(String level, String logger, String message) {
        return "2026-11-21T07:05:51.405Z %5s 17515 --- [signing-service] [           main] %-40s : %s%n"
                .formatted(level, logger, message);
    }

    @Test
    void ordinaryLogsAreAllRight() throws IOException {
        assertThat(found(START + line("WARN", "d.s.key.lease.Reaper", "1 leases ran out, ERROR is only a word here")
                        + "a line of something else\n"))
                .isEmpty();
        assertThat(found("")).isEmpty();
    }

    @Test
    void errorIsFound() throws IOException {
        assertThat(found(START + line("ERROR", "d.s.dispatch.Dispatcher", "Cannot dispatch") + START))
                .singleElement()
                .asString()
                .startsWith("signing.log: ")
                .contains("Cannot dispatch");
    }

    @Test
    void stackTraceIsFoundWhateverTheLevel() throws IOException {
        assertThat(found(START + line("WARN", "a.B", "odd") + TRACE)).hasSize(1);
        assertThat(found(START + "Exception in thread \"main\" " + TRACE)).hasSize(1);
        assertThat(found(TRACE)).hasSize(1);
    }

    @Test
    void whatABrokerThatGoesAwayCausesIsAllowed() throws IOException {
        var restart = line(
                "ERROR",
                "o.s.a.r.c.CachingConnectionFactory",
                "Shutdown Signal: connection error; protocol method: #method<connection.close>(reply-code=320, reply-text=CONNECTION_FORCED)");

        assertThat(found(START + restart + START)).isEmpty();
        assertThat(found(START + restart + line("ERROR", "a.B", "and this"))).hasSize(1);
    }

    @Test
    void consumerThatFailsForAReasonOfItsOwnIsFound() throws IOException {
        var failed = line(
                "WARN",
                "d.signet.platform.QueueContainer",
                "Consumer raised exception, processing can restart if the connection factory supports it");

        assertThat(found(failed
                        + "com.rabbitmq.client.ShutdownSignalException: connection error\n\tat a.B.c(B.java:1)\n"))
                .isEmpty();
        assertThat(found(failed + TRACE)).hasSize(1);
    }

    @Test
    void threadThatWaitsForConfirmsMayEndWithItsConnectionAndNoOther() throws IOException {
        var lost = "\norg.springframework.amqp.AmqpIOException: reset\n\tat a.B.c(B.java:1)\n";

        assertThat(found(line("ERROR", "dev.signet.platform.ServiceMain", "Thread rabbitConnectionFactory2 has ended")
                        + lost))
                .isEmpty();
        assertThat(found(line("ERROR", "dev.signet.platform.ServiceMain", "Thread dispatcher has ended") + lost))
                .hasSize(1);
    }

    @Test
    void nothingExcusesAJvmThatIsOutOfMemory() throws IOException {
        assertThat(found(line(
                        "INFO", "o.s.a.r.c.CachingConnectionFactory", "Shutdown Signal: java.lang.OutOfMemoryError")))
                .hasSize(1);
    }
}
