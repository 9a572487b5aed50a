package dev.signet.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Passwords that stand in files, as orchestrators hand them out: {@code SIGNET_DATABASE_PASSWORD_FILE} names the file that has what
 * {@code SIGNET_DATABASE_PASSWORD} would say. The variable itself counts for more than its file.
 */
final class SecretFiles implements EnvironmentPostProcessor {
    private static final List<String> SECRETS = List.of(
            "signet.database-password",
            "signet.database-owner-password",
            "signet.amqp-url",
            "signet.intake.amqp-url",
            "signet.token");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var read = new HashMap<String, Object>();
        for (var secret : SECRETS) {
            var file = environment.getProperty(secret + "-file", "");
            if (!file.isBlank()) {
                read.put(secret, content(secret, file));
            }
        }
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("secret files", read));
    }

    private static String content(String secret, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s is '%s', which cannot be read".formatted(ServiceMain.variable(secret + "-file"), file), e);
        }
    }
}
