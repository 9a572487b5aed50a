package dev.signet.vault;

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
                                .title("Signet vault-service")
                                .version("v1")
                                .description(
                                        "Encrypted records that only their owner can open: give a payload, get a key;"
                                                + " give id and key, get the payload. Errors are application/problem+json (RFC 9457) with a stable type."));
    }
}
