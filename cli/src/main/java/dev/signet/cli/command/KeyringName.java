package dev.signet.cli.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that are about one keyring. Not said on the wire unless it was given, so that older servers understand. */
public final class KeyringName {
    @Option(
            names = "--keyring",
            paramLabel = "NAME",
            description = "the keyring that is meant, as 'keyring list' shows it (default: default)")
    private @Nullable String name;

    public Optional<String> given() {
        return Optional.ofNullable(name);
    }

    /** The one that was given, unless it is the default one. */
    public Optional<String> other() {
        return given().filter(given -> !given.equals("default"));
    }

    /** The same path on the server, for this keyring. */
    public String in(String path) {
        return name == null ? path : path + "?keyring=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
