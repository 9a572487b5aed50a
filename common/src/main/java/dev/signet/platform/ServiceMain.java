package dev.signet.platform;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.convert.ConversionFailedException;

/** How a service's {@code main} starts: what stops it is one sentence on stderr and exit code 2, not a stack trace. */
public final class ServiceMain {
    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);

    /** {@code server.port} is {@code ${signet.port:8080}}: people set the latter. */
    private static final Pattern OURS = Pattern.compile("\\$\\{(signet\\.[a-z.-]+)[:}]");

    /** They tell of a failed start at length, each in its own way; {@code logging.level.<name>=error} brings one back. */
    private static final String[] QUIET_ABOUT_A_FAILED_START = {
        "logging.level.org.springframework.boot.SpringApplication=off",
        "logging.level.org.springframework.boot.diagnostics=off",
        "logging.level.org.springframework.boot.autoconfigure.logging=off",
        "logging.level.org.springframework.boot.web.server.servlet.context=error",
        "logging.level.org.flywaydb.core.internal.jdbc.TransactionalExecutionTemplate=off"
    };

    public static void run(SpringApplicationBuilder application, String... args) {
        Thread.setDefaultUncaughtExceptionHandler(ServiceMain::ended);
        try {
            application
                    .properties(QUIET_ABOUT_A_FAILED_START)
                    .initializers(ServiceMain::requirePort)
                    .run(args);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.debug("start failed", e);
            System.err.println("signet: cannot start: " + reason(e));
            System.exit(2);
        }
    }

    // Spring Boot's own conditions ask for it before any binding does, and do not say whom.
    private static void requirePort(ConfigurableApplicationContext context) {
        Binder.get(context.getEnvironment()).bind("server.port", Integer.class);
    }

    /** In the log and in its format, not in the middle of one of its lines. */
    static void ended(Thread thread, Throwable reason) {
        log.error("Thread {} has ended", thread.getName(), reason);
    }

    /** The innermost cause that says something: that is where the wrong setting or the missing server is named. */
    public static String reason(Throwable failure) {
        var reason = failure.toString();
        var setting = "a setting";
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bad) {
                setting = variable(bad);
            }
            if (cause instanceof ConversionFailedException bad) {
                return "%s is '%s', which is not a valid %s"
                        .formatted(
                                setting,
                                bad.getValue(),
                                bad.getTargetType().getType().getSimpleName());
            }
            if (cause instanceof PortInUseException taken) {
                return "port %d is in use already; free it or set SIGNET_PORT".formatted(taken.getPort());
            }
            if (cause instanceof OutOfMemoryError) {
                return "not enough memory (%s); SIGNET_JAVA_OPTS=-Xmx… gives it more".formatted(cause.getMessage());
            }
            reason = sentence(cause, reason);
        }
        return reason;
    }

    /** A socket says that it was refused or cut, or whom it did not find, a file its name; only the one who used it knows what it was for. */
    private static String sentence(Throwable cause, String soFar) {
        var message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return soFar;
        }
        if (cause instanceof SocketException || cause instanceof FileSystemException) {
            return soFar.equals(cause.toString()) ? message : soFar;
        }
        var line = message.lines().findFirst().orElse(message).strip();
        return cause instanceof UnknownHostException ? "there is no host '%s'".formatted(line.split(":", 2)[0]) : line;
    }

    private static String variable(BindException bad) {
        var property = bad.getProperty();
        var behind = OURS.matcher(property == null ? "" : String.valueOf(property.getValue()));
        return variable(behind.find() ? behind.group(1) : bad.getName().toString());
    }

    /** The environment variable that sets a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private ServiceMain() {}
}
