package dev.signet.system.browser;

import dev.signet.console.ConsoleApplication;
import dev.signet.embedded.FreePort;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A console in front of a test's system, which the test may stop and start. */
final class RunningConsole implements AutoCloseable {
    private static final List<String> OTHERS = List.of("--signet.audit-url=", "--signet.vault-url=");

    private final int port = FreePort.any();
    private final int nobody = FreePort.any(); // where no audit log is, and no vault
    private final TestSystem system;
    private final List<String> settings;
    private @Nullable ConfigurableApplicationContext context;

    RunningConsole(TestSystem system, String... settings) {
        this.system = system;
        this.settings = List.of(settings);
        start();
    }

    void start() {
        var arguments = new ArrayList<>(List.of(
                "--signet.port=" + port,
                "--signet.collection-url=" + system.url(Service.COLLECTION),
                "--signet.key-url=" + system.url(Service.KEYS),
                "--signet.dispatcher-url=" + system.url(Service.DISPATCHER),
                "--signet.signing-url=" + system.url(Service.SIGNING),
                "--signet.people.tokens-file=" + system.tokensFile()));
        arguments.addAll(settings);
        for (var other : OTHERS) {
            if (settings.stream().noneMatch(setting -> setting.startsWith(other))) {
                arguments.add(other + "http://127.0.0.1:" + nobody);
            }
        }
        context = ConsoleApplication.application()
                .sources(StreamCount.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    /** Ends with a slash. */
    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    URI at(String path) {
        return URI.create(url()).resolve(path);
    }

    @Override
    public void close() {
        stop();
    }
}
