package dev.signet.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers only to names that are its own. A page of somebody else's may let its own name lead here once it is open in a browser on this machine (DNS
 * rebinding): to the browser all is then of one origin, and the page reads and does what the browser's user could. A server that listens to other
 * machines, too, does not know what they call it, and checks only if it is told; those that use its address, as probes do, were not led there by a name.
 */
@Component
@ConditionalOnWebApplication
final class HostCheck extends HttpFilter implements Ordered {
    private static final long serialVersionUID = 1;
    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ANY = "*";
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final transient Set<String> names;
    private final boolean isForThisMachine;
    private final boolean isChecked;

    HostCheck(ListenProperties properties, ServerProperties server) {
        var told = properties.allowedHosts();
        names = Stream.concat(OF_THIS_MACHINE.stream(), told.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        var address = server.getAddress();
        isForThisMachine = address != null && address.isLoopbackAddress();
        isChecked = (isForThisMachine || !told.isEmpty()) && !told.contains(ANY);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isKnown(request.getHeader(HttpHeaders.HOST))) {
            chain.doFilter(request, response);
        } else {
            Problems.write(
                    response,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "unknown-host",
                    "This server does not go by the name that the request calls it by: use localhost, or add the name to SIGNET_ALLOWED_HOSTS.");
        }
    }

    /** @param host as a browser always sends it; who sends none, as HTTP/1.0 allows, is not one */
    private boolean isKnown(@Nullable String host) {
        if (!isChecked || host == null) {
            return true;
        }
        var name = nameIn(host);
        return names.contains(name)
                || (!isForThisMachine && ADDRESS.matcher(name).matches());
    }

    private static String nameIn(String host) {
        var port = host.indexOf(':', host.indexOf(']') + 1);
        return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    /** Before everything that answers. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
