package dev.signet.system.chaos;

import static java.util.stream.Collectors.toSet;

import dev.signet.platform.tls.PeerTls;
import dev.signet.standalone.certs.Certs;
import dev.signet.system.Service;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import picocli.CommandLine;

/** By what the services of all rounds know each other. */
record Certificates(Path directory) {
    /** Users and checks have the console's from then on, which is no service. */
    static Certificates make(Path directory) {
        var earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)); // a clock that is set back knows them, too
        if (new CommandLine(new Certs(earlier)).execute("--dir", directory.toString()) != 0) {
            throw new IllegalStateException("the certificates could not be made");
        }
        var services = Stream.of(Service.values()).map(Service::identity).collect(toSet());
        SSLContext.setDefault(
                PeerTls.once(directory.resolve("console")).to(services).orElseThrow());
        return new Certificates(directory);
    }

    Path of(Service service) {
        return directory.resolve(service.identity());
    }
}
