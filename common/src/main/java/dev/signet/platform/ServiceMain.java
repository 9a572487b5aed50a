package dev.signet.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** How a service's {@code main} starts: what stops it is one sentence on stderr and exit code 2, not a stack trace. */
public final class ServiceMain {
    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);

    public static void run(SpringApplicationBuilder application, String... args) {
        try {
            application.run(args);
        } catch (RuntimeException e) {
            log.debug("start failed", e);
            System.err.println("signet: cannot start: " + reason(e));
            System.exit(2);
        }
    }

    /** The innermost cause that says something: that is where the wrong setting or the missing server is named. */
    public static String reason(Throwable failure) {
        var reason = failure.toString();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                reason = message.lines().findFirst().orElse(message).strip();
            }
        }
        return reason;
    }

    private ServiceMain() {}
}
