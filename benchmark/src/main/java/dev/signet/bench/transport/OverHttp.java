package dev.signet.bench.transport;

import dev.signet.embedded.Directories;
import dev.signet.platform.InternalCallers;
import dev.signet.platform.Platform;
import dev.signet.platform.ServiceClients;
import dev.signet.standalone.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** As Signet's services do it: the platform's filters, Spring MVC and its client. */
public final class OverHttp implements Transport {
    private final Path home;
    private final ConfigurableApplicationContext server;
    private final RestClient client;

    public OverHttp() throws IOException {
        home = Files.createTempDirectory("signet-transport-");
        var tokens = home.resolve("tokens").toString();
        var made = Setup.run(Map.of(
                "SIGNET_KEK_FILE", home.resolve("kek").toString(),
                "SIGNET_TOKENS_DIR", tokens,
                "SIGNET_OPERATOR_TOKEN_FILE", home.resolve("operator").toString()));
        if (made != 0) {
            throw new IllegalStateException("the secrets could not be made");
        }
        server = new SpringApplicationBuilder(Application.class)
                .properties("spring.config.name=signing-service")
                .run("--signet.tokens.dir=" + tokens, "--server.port=0");
        var port = Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
        client = server.getBean(ServiceClients.class)
                .of("signing-service", URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(10));
    }

    @Override
    public int call(byte[] body) {
        var count = client.put()
                .uri("/internal/count")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(body)
                .retrieve()
                .body(Integer.class);
        return Objects.requireNonNull(count);
    }

    @Override
    public void close() {
        server.close();
        try {
            Directories.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service whose only endpoint counts. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Platform.class, Counter.class})
    static class Application {
        @Bean
        InternalCallers callers() {
            return InternalCallers.of(InternalCallers.Rule.allow("/internal/count", "signing-service"));
        }
    }

    @RestController
    static class Counter {
        @PutMapping("/internal/count")
        int count(@RequestBody byte[] body) {
            return body.length;
        }
    }
}
