package dev.signet.audit;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Signet audit-service")
                                .version("v1")
                                .description(
                                        "What happened, where and when, as CloudEvents 1.0 in an append-only log with proofs."
                                                + " Errors are application/problem+json (RFC 9457) with a stable type; lists are paged by an opaque cursor."));
    }
}
