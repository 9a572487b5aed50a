package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's models (docs/model) are checked as the page there says, and their check is able to fail. */
class ModelIT {
    private static final Path MODELS = Path.of("../docs/model");

    @TempDir
    private Path copy;

    @BeforeEach
    void toolsAreThere() {
        assumeTrue(isInstalled("spin"), "no spin: install the Debian package spin");
        assumeTrue(isInstalled("gcc"), "no gcc: install the Debian packages gcc and libc6-dev");
    }

    @Test
    void chosenProtocolHoldsAndEveryWrongOneFails() throws Exception {
        var check = check(MODELS);

        System.out.print(check.output());
        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    @Test
    void storeThatDoesNotLookAtTheTokenIsFound() throws Exception {
        replace("lease.pml", "&& TOKEN >= fence[KEY])\n#endif", ")\n#endif");

        assertFails("lease/1-key-3-batches", "found breaks-");
    }

    @Test
    void closeThatDoesNotLookAtTheTokenIsFound() throws Exception {
        replace("lease.pml", "IN(saidStored, ME) && OPEN ->", "IN(saidStored, ME) && !IN(free, KEY) ->");
        replace("lease.pml", "ADD(done, BATCH); close(ME)", "ADD(done, BATCH); close(LAST)");

        assertFails("lease/1-key-3-batches", "found breaks-");
    }

    @Test
    void wrongProtocolThatWasSilentlyMadeRightIsFound() throws Exception {
        replace("lease.pml", "#ifdef RELEASE_ON_ERROR", "#ifdef NEVER");

        assertFails("release-on-error", "found holds");
    }

    @Test
    void wrongProtocolThatFailsForAnotherReasonIsFound() throws Exception {
        replace("lease.pml", "-> ADD(stores, ME) }", "-> assert(false) }");

        assertFails("release-on-error", "found assertion violated 0");
    }

    @Test
    void modelInWhichNobodyEverStoresIsNoProof() throws Exception {
        replace("lease.pml", "state[ME] != NONE && !IN(stores, ME) ->", "false ->");

        assertFails("lease/witness-1-key", "found holds");
    }

    @Test
    void searchThatIsCutShortIsNoProof() throws Exception {
        replace("check", "-m100000", "-m20");

        assertFails("lease/1-key-3-batches", "found search was cut short");
    }

    private void assertFails(String name, String finding) throws Exception {
        var check = check(copy, name);

        assertThat(check.exitCode()).as(check.output()).isEqualTo(1);
        assertThat(check.output()).contains("FAIL " + name).contains(finding);
    }

    // In a copy.
    private void replace(String file, String what, String by) throws IOException {
        for (var name : List.of("check", "lease.pml")) {
            if (Files.notExists(copy.resolve(name))) {
                Files.copy(MODELS.resolve(name), copy.resolve(name));
            }
        }
        var text = Files.readString(copy.resolve(file));
        assertThat(text).contains(what);
        Files.writeString(copy.resolve(file), text.replace(what, by));
    }

    private static Check check(Path models, String... names) throws Exception {
        var command = new ArrayList<>(List.of("bash", models.resolve("check").toString()));
        command.addAll(List.of(names));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        return new Check(process.waitFor(), output);
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    private record Check(int exitCode, String output) {}
}
