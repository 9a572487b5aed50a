package dev.signet.cli.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;

/**
 * Which build a program is.
 *
 * @param commit empty where it is not known
 */
public record Version(String version, String commit) {
    /** This program's own. */
    public static Version own() {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(Version.class.getResourceAsStream("build.properties"))) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(properties.getProperty("version", ""), properties.getProperty("commit", ""));
    }

    @Override
    public String toString() {
        return commit.isBlank() ? version : "%s (%s)".formatted(version, commit);
    }

    /** For {@code --version}. */
    public static final class Provider implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"signet " + own()};
        }
    }
}
