package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BillOfMaterialsIT {
    private static final Path DIST = Path.of("..", "standalone", "target", "dist");
    private static final Path BILL = DIST.resolve("signet.cdx.json");

    /** By its digest, so that nobody can mean another one. */
    @Test
    void everyJarThatIsShippedIsInTheBillOfMaterials() throws Exception {
        assumeTrue(isOfThisBuild(), "no bill of materials of this build: Maven was offline, and then writes none");
        var known = digests();

        try (var jars = Files.list(DIST.resolve("lib"))) {
            assertThat(jars.filter(jar -> !jar.toString().contains("standalone-0")))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(jar -> assertThat(known).as("%s", jar).contains(sha256(jar)));
        }
    }

    private static boolean isOfThisBuild() throws IOException {
        if (!Files.exists(BILL)) {
            return false;
        }
        try (var jars = Files.list(DIST.resolve("lib"))) {
            for (var jar : jars.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(BILL)) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Set<String> digests() throws IOException {
        var digests = new HashSet<String>();
        new JsonMapper()
                .readTree(Files.readString(BILL))
                .path("components")
                .forEach(component -> component.path("hashes").forEach(hash -> {
                    if (hash.path("alg").asString().equals("SHA-256")) {
                        digests.add(hash.path("content").asString());
                    }
                }));
        return digests;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
