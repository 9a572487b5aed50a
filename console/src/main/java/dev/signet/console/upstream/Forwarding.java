package dev.signet.console.upstream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** What is handed on. Comes after the console's own handlers, so that they need not be named; /internal is not among it, and never will be. */
@Configuration(proxyBeanMethods = false)
class Forwarding {
    @Bean
    SimpleUrlHandlerMapping publicApis(Forwarder forwarder) {
        var handlers = new LinkedHashMap<String, HttpRequestHandler>();
        for (var path : new String[] {
            "/api/v1/**",
            "/.well-known/**",
            "/openapi/records.json",
            "/openapi/keys.json",
            "/openapi/audit.json",
            "/openapi/vault.json"
        }) {
            handlers.put(path, forwarder);
        }
        return new SimpleUrlHandlerMapping(Map.copyOf(handlers), Ordered.LOWEST_PRECEDENCE - 10);
    }
}
