package dev.signet.system.browser;

import jakarta.servlet.Filter;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Counts who listens, beside the console's own filters. */
@Configuration(proxyBeanMethods = false)
class StreamCount {
    static final AtomicInteger OPENED = new AtomicInteger();

    @Bean
    @Order(Integer.MIN_VALUE)
    Filter streamCounter() {
        return (request, response, chain) -> {
            if (request instanceof jakarta.servlet.http.HttpServletRequest http
                    && http.getRequestURI().equals("/api/v1/stream")) {
                OPENED.incrementAndGet();
            }
            chain.doFilter(request, response);
        };
    }
}
