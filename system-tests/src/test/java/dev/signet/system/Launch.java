package dev.signet.system;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a service's process is started: as {@code ./signet} does, but always with the light compiler.
 *
 * @param part a class of the tests with beans that replace the service's own
 * @param settings Spring properties, passed as arguments
 * @param virtualMachine further options of the JVM
 * @param environment further environment variables
 * @param log takes what it prints; appended to
 */
public record Launch(
        Service service,
        Optional<Class<?>> part,
        int port,
        Map<String, String> settings,
        List<String> virtualMachine,
        Map<String, String> environment,
        Path log) {
    private static final Path TESTS = Path.of("target", "test-classes");

    public Launch {
        settings = Map.copyOf(settings);
        virtualMachine = List.copyOf(virtualMachine);
        environment = Map.copyOf(environment);
    }

    public Launch(Service service, int port, Map<String, String> settings, Path log) {
        this(service, Optional.empty(), port, settings, List.of(), Map.of(), log);
    }

    /** The same with another option for the JVM. */
    public Launch with(String option) {
        var options = new ArrayList<>(virtualMachine);
        options.add(option);
        return new Launch(service, part, port, settings, options, environment, log);
    }

    /** The same with another environment variable. */
    public Launch with(String variable, String value) {
        var variables = new HashMap<>(environment);
        variables.put(variable, value);
        return new Launch(service, part, port, settings, virtualMachine, variables, log);
    }

    /** The same with beans that replace the service's own. */
    public Launch with(Class<?> replacements) {
        return new Launch(service, Optional.of(replacements), port, settings, virtualMachine, environment, log);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create(
                "%s://127.0.0.1:%d".formatted(settings.containsKey("signet.tls.dir") ? "https" : "http", port));
    }

    public ServiceProcess start() {
        return ServiceProcess.start(this);
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(virtualMachine);
        command.addAll(Installation.options());
        command.add("-cp");
        part.ifPresentOrElse(
                replacements -> command.addAll(List.of(
                        Installation.classPath() + File.pathSeparator + TESTS,
                        PartlyReplaced.class.getName(),
                        service.name(),
                        replacements.getName())),
                () -> command.addAll(
                        List.of(Installation.classPath(), service.main().getName())));
        command.add("--signet.port=" + port);
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    @Override
    public String toString() {
        return service.toString();
    }
}
