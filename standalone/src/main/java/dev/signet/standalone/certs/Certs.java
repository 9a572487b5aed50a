package dev.signet.standalone.certs;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet certs}: makes the certificates by which services know each other, and renews them in time. */
@Command(
        name = "signet certs",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a private authority and, for each service, a directory for SIGNET_TLS_DIR.",
            "Run it again before half of the days are over: what is past that is renewed, and taken by running services without a restart."
        },
        footer = {"", "Exit codes: 0 all are good, 1 they could not be made, 2 usage."})
public final class Certs implements Callable<Integer> {
    private static final int USAGE = 2;
    private static final List<String> SERVICES = List.of(
            "collection-service",
            "key-service",
            "batch-dispatcher",
            "signing-service",
            "audit-service",
            "vault-service",
            "console",
            "seeder");

    @Option(names = "--dir", paramLabel = "DIR", defaultValue = "certs", description = "where to (${DEFAULT-VALUE})")
    Path dir = Path.of("certs");

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long a certificate is good (${DEFAULT-VALUE})")
    int days;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description =
                    "a name or an address at which services are reached, besides their own names and localhost; any number of times")
    List<String> hosts = List.of();

    @Option(
            names = "--renew-every",
            paramLabel = "HOURS",
            description = "do not end, but look again so often; ends when they cannot be made")
    @Nullable Integer renewEvery;

    private final Clock clock;

    public Certs(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Certs(Clock.systemUTC())).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (days < 1 || days > 825 || (renewEvery != null && renewEvery < 1)) {
            System.err.println("signet: --days must be from 1 to 825, and --renew-every at least 1");
            return USAGE;
        }
        try {
            var named = hosts.stream().map(Host::of).toList();
            var code = make(named);
            while (renewEvery != null && code == 0) { // whoever has started it starts it again
                Thread.sleep(Duration.ofHours(renewEvery));
                code = make(named);
            }
            return code;
        } catch (IllegalArgumentException e) {
            System.err.println("signet: --host: " + e.getMessage());
            return USAGE;
        }
    }

    private int make(List<Host> named) {
        try {
            var now = clock.instant();
            var authority = Authority.in(dir.resolve("ca"), now);
            for (var service : SERVICES) {
                var until = new ServiceCertificate(service, dir.resolve(service))
                        .renewed(authority, named, now, Duration.ofDays(days));
                System.out.println(line(service, until));
            }
            return 0;
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("signet: the certificates cannot be made: " + e.getMessage());
            return 1;
        }
    }

    private static String line(String service, Instant until) {
        return "%-19s good until %s".formatted(service, until.truncatedTo(ChronoUnit.SECONDS));
    }
}
