package dev.signet.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be had. Testcontainers searches long where there are none, so it is asked only if there is a sign. */
final class Docker {
    private Docker() {}

    static boolean answers() {
        var sign = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return sign && DockerClientFactory.instance().isDockerAvailable();
    }
}
