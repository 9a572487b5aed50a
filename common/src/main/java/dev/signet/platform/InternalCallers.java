package dev.signet.platform;

import java.util.List;

/** Who may call a service's internal endpoints: a bean of each service. What is not listed is denied to everyone. */
public record InternalCallers(List<Rule> rules) {
    public InternalCallers {
        rules = List.copyOf(rules);
    }

    public static InternalCallers of(Rule... rules) {
        return new InternalCallers(List.of(rules));
    }

    /**
     * One row of the table.
     *
     * @param path a pattern such as {@code /internal/batches/*}
     * @param services the names of the services that may call it, as they stand in {@code spring.application.name}
     */
    public record Rule(String path, List<String> services) {
        public Rule {
            services = List.copyOf(services);
        }

        public static Rule allow(String path, String... services) {
            return new Rule(path, List.of(services));
        }
    }
}
