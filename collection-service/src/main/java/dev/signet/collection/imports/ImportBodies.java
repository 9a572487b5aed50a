package dev.signet.collection.imports;

import dev.signet.platform.UnboundedBodies;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An import is read line by line, so it may be of any length. */
@Configuration(proxyBeanMethods = false)
class ImportBodies {
    @Bean
    UnboundedBodies unboundedBodies() {
        return new UnboundedBodies(Set.of("/api/v1/records"));
    }
}
