package dev.signet.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Which build of which service this is.
 *
 * @param commit absent where the build did not know it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Build(String service, String version, Optional<String> commit) {
    static Build of(String service) {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"))) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var commit = properties.getProperty("commit", "");
        return new Build(
                service,
                properties.getProperty("version", ""),
                Optional.of(commit).filter(known -> !known.isBlank()));
    }
}
