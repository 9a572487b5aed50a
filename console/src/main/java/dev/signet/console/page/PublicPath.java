package dev.signet.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;

/**
 * Where people find the console: every address in a page is relative to this one. A proxy that hides a path says so in {@code X-Forwarded-Prefix}, or the setting does.
 *
 * @param publicPath such as {@code /signet}
 */
@ConfigurationProperties("signet")
record PublicPath(@DefaultValue("") String publicPath) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");

    PublicPath {
        if (!PATH.matcher(publicPath).matches()) {
            throw new IllegalArgumentException("SIGNET_PUBLIC_PATH must be a path such as /signet, not " + publicPath);
        }
    }

    /** Ends with a slash. A header that is no path counts for nothing: it might lead elsewhere. */
    String base(HttpServletRequest request) {
        var prefix = Objects.requireNonNullElse(request.getHeader("X-Forwarded-Prefix"), "");
        var path = !prefix.isEmpty() && PATH.matcher(prefix).matches() ? prefix : publicPath;
        return path.endsWith("/") ? path : path + "/";
    }

    /** The whole address, for commands that people copy. A proxy that speaks TLS for the console says so in {@code X-Forwarded-Proto}. */
    String address(HttpServletRequest request) {
        var scheme = "https".equals(request.getHeader("X-Forwarded-Proto")) ? "https" : request.getScheme();
        return "%s://%s%s".formatted(scheme, request.getHeader(HttpHeaders.HOST), base(request));
    }
}
