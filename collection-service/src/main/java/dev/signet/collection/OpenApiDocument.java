package dev.signet.collection;

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
                                .title("Signet collection-service")
                                .version("v1")
                                .description(
                                        "Records in, signatures out, and how far it has come. Errors are"
                                                + " application/problem+json (RFC 9457) with a stable type; lists are paged by an opaque cursor."));
    }
}
