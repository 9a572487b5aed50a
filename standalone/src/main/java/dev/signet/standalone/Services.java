package dev.signet.standalone;

import static java.util.concurrent.Future.State.SUCCESS;

import dev.signet.audit.AuditApplication;
import dev.signet.collection.CollectionApplication;
import dev.signet.console.ConsoleApplication;
import dev.signet.dispatch.DispatcherApplication;
import dev.signet.key.KeyApplication;
import dev.signet.platform.outbox.Outbox;
import dev.signet.signing.SigningApplication;
import dev.signet.vault.VaultApplication;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/**
 * The services in this JVM, each in a Spring context of its own, talking to each other over HTTP and the broker as they do when they are
 * processes. Started as many at a time as there are cores; stopped in order, so that workers finish while there is still somebody to store for them.
 */
public final class Services implements AutoCloseable {
    private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();
    private final Ports ports;

    private Services(Ports ports) {
        this.ports = ports;
    }

    /** Starts all, or none. */
    static Services start(Settings settings, Ports ports) {
        var services = new Services(ports);
        try {
            services.startAll(settings);
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    // Like the processes that they could be, none waits for another while it starts.
    private void startAll(Settings settings) {
        var starts = List.of(
                start("key-service", KeyApplication.application(), settings, ports.keys()),
                start("collection-service", CollectionApplication.application(), settings, ports.collection()),
                start("audit-service", AuditApplication.application(), settings, ports.audit()),
                start("vault-service", VaultApplication.application(), settings, ports.vault()),
                start("console", ConsoleApplication.application(), settings, ports.console()),
                start("signing-service", SigningApplication.application(), settings, ports.signing()),
                start("batch-dispatcher", DispatcherApplication.application(), settings, ports.dispatcher()));
        List<Future<ConfigurableApplicationContext>> ended;
        try (var cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            ended = starts.stream().map(cores::submit).toList();
        }
        ended.stream()
                .filter(start -> start.state() == SUCCESS)
                .map(Future::resultNow)
                .forEach(running::push);
        ended.forEach(Services::requireSuccess);
    }

    private static void requireSuccess(Future<ConfigurableApplicationContext> start) {
        switch (start.state()) {
            case SUCCESS -> {}
            case FAILED -> throw new IllegalStateException(start.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("stopped while starting");
        }
    }

    private Callable<ConfigurableApplicationContext> start(
            String service, SpringApplicationBuilder application, Settings settings, int port) {
        var properties = new HashMap<>(settings.properties());
        properties.putAll(settings.own().getOrDefault(service, Map.of()));
        properties.put("signet.port", port);
        properties.put("signet.collection-url", collectionUrl());
        properties.put("signet.key-url", keyUrl());
        properties.put("signet.signing-url", signingUrl());
        properties.put("signet.audit-url", url(ports.audit()));
        properties.put("signet.vault-url", url(ports.vault()));
        properties.put("signet.dispatcher-url", url(ports.dispatcher()));
        properties.put("signet.recover-at-start", true);
        var arguments = properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return () -> application
                .listeners(new LoggingInTurn())
                .registerShutdownHook(false)
                .run(arguments);
    }

    /** Where people look, and every public API. */
    public URI consoleUrl() {
        return url(ports.console());
    }

    public URI collectionUrl() {
        return url(ports.collection());
    }

    public URI keyUrl() {
        return url(ports.keys());
    }

    URI signingUrl() {
        return url(ports.signing());
    }

    /** How many events of what was done here are not in the audit log yet. */
    long untold() {
        return running.stream()
                .flatMap(service -> service.getBeanProvider(Outbox.class).stream())
                .mapToLong(Outbox::waiting)
                .sum();
    }

    /** Stopped, it hands out nothing; it may be started again. */
    public Lifecycle dispatcher() {
        return running.getFirst().getBean("dispatcher", Lifecycle.class);
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    /**
     * Passed as arguments, since the environment reaches every context alike.
     *
     * @param properties for all; what is not a service's is ignored by it
     * @param own for one of them, by its name
     */
    record Settings(Map<String, Object> properties, Map<String, Map<String, Object>> own) {
        Settings {
            properties = Map.copyOf(properties);
            own = Map.copyOf(own);
        }
    }
}
