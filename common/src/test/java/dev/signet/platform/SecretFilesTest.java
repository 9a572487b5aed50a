package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SecretFilesTest {
    private final Map<String, Object> variables = new HashMap<>();
    private String file = "";

    @BeforeEach
    void write(@TempDir Path dir) throws IOException {
        file = Files.writeString(dir.resolve("secret"), "open sesame\n").toString();
    }

    @Test
    void secretIsReadFromTheFileThatItsVariableNames() {
        variables.put("SIGNET_DATABASE_PASSWORD_FILE", file);
        variables.put("SIGNET_INTAKE_AMQP_URL_FILE", file);

        assertThat(setting("signet.database-password")).isEqualTo("open sesame");
        assertThat(setting("signet.intake.amqp-url")).isEqualTo("open sesame");
        assertThat(setting("signet.amqp-url")).isEqualTo("nothing");
    }

    @Test
    void variableItselfCountsForMore() {
        variables.put("SIGNET_DATABASE_PASSWORD_FILE", file);
        variables.put("SIGNET_DATABASE_PASSWORD", "mine");

        assertThat(setting("signet.database-password")).isEqualTo("mine");
    }

    @Test
    void fileThatCannotBeReadIsNamedWithItsVariable() {
        variables.put("SIGNET_AMQP_URL_FILE", "/nowhere");

        assertThatThrownBy(() -> setting("signet.amqp-url"))
                .satisfies(failure -> assertThat(ServiceMain.reason(failure))
                        .isEqualTo("SIGNET_AMQP_URL_FILE is '/nowhere', which cannot be read"));
    }

    /** As a service would have it: Spring finds the class by itself. */
    private String setting(String name) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        var application = new SpringApplication(Object.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment);
        try (var context = application.run()) {
            return context.getEnvironment().getProperty(name, "nothing");
        }
    }
}
