package dev.signet.system.chaos;

import dev.signet.platform.tls.PeerTls;
import dev.signet.standalone.certs.Certs;
import dev.signet.system.Service;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import picocli.CommandLine;

/** By what the services of all rounds know each other. */
record Certificates(Path directory) {
    /** Users and checks have the console's from then on, which is no service. */
    static Certificates make(Path directory) {
        if (new CommandLine(new Certs(Clock.systemUTC())).execute("--dir", directory.toString()) != 0) {
            throw new IllegalStateException("the certificates could not be made");
        }
        SSLContext.setDefault(
                PeerTls.once(directory.resolve("console")).context().orElseThrow());
        return new Certificates(directory);
    }

    Path of(Service service) {
        return directory.resolve(service.identity());
    }
}
