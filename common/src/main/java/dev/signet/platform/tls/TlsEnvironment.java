package dev.signet.platform.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Where {@code SIGNET_TLS_DIR} is set: the settings by which the server speaks TLS, asks its callers for certificates, and takes renewed ones as they come. The console speaks TLS with services alone. */
final class TlsEnvironment implements EnvironmentPostProcessor {
    static final String BUNDLE = "signet";

    private static final String PEM = "spring.ssl.bundle.pem." + BUNDLE;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var dir = environment.getProperty("signet.tls.dir", "");
        if (dir.isBlank()) {
            return;
        }
        var settings = new HashMap<String, Object>();
        settings.put(PEM + ".keystore.certificate", file(dir, "tls.crt"));
        settings.put(PEM + ".keystore.private-key", file(dir, "tls.key"));
        settings.put(PEM + ".truststore.certificate", file(dir, "ca.crt"));
        settings.put(PEM + ".options.enabled-protocols", "TLSv1.3");
        settings.put(PEM + ".reload-on-update", true);
        if (environment.getProperty("signet.tls.listen", Boolean.class, true)) {
            settings.put("server.ssl.bundle", BUNDLE);
            settings.put("server.ssl.client-auth", "want"); // people have none
            settings.put(
                    "logging.level.org.apache.tomcat.util.net.SSLUtilBase",
                    "error"); // warns of what only its own log-in needs
        }
        environment.getPropertySources().addLast(new MapPropertySource("TLS", settings));
    }

    private static String file(String dir, String name) {
        var file = Path.of(dir).resolve(name).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "%s cannot be read; make it with: signet certs, or point SIGNET_TLS_DIR to where it lies"
                            .formatted(file));
        }
        return file.toUri().toString();
    }
}
