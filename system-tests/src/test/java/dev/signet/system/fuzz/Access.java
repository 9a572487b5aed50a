package dev.signet.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.platform.InternalCallers;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Who may call what between services, as the services themselves say it. */
final class Access {
    private final Map<Service, List<InternalCallers.Rule>> rules = new EnumMap<>(Service.class);

    Access(TestSystem system, List<Service> services) {
        for (var service : services) {
            rules.put(
                    service,
                    system.context(service).getBean(InternalCallers.class).rules());
        }
    }

    /** Services whose tokens are accepted; none for a route that is open to everyone. */
    Set<String> callersOf(Route route) {
        var callers = new TreeSet<String>();
        if (route.isInternal()) {
            Objects.requireNonNull(rules.get(route.service())).stream()
                    .filter(rule -> matches(rule.path(), route.path().replace("{id}", "1")))
                    .forEach(rule -> callers.addAll(rule.services()));
        }
        return callers;
    }

    /** Nobody else gets anything from an internal route, not even a hint whether something is there. */
    void check(Request request, Answer answer) {
        if (request.route().isInternal()
                && request.target().startsWith("/internal")
                && !callersOf(request.route()).contains(request.caller())) {
            assertThat(answer.status())
                    .as("%s called by %s", request.route(), request.caller())
                    .isIn(400, 401, 403, 404, 405, 413, 414, 415, 417, 431);
        }
    }

    private static boolean matches(String pattern, String path) {
        return new PathPatternParser().parse(pattern).matches(PathContainer.parsePath(path));
    }
}
