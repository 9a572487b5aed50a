package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signet.cli.SignetCli;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every program and openssl command on docs/verify.md, cut out of the page and run on what a real run left behind. */
class VerifyPageIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PROGRAM = Pattern.compile("(?:#|//) (\\S+\\.\\w+): .*", Pattern.DOTALL);
    private static final String ML_DSA = "ML-DSA-65";
    private static final int RECORDS = 60;

    @TempDir
    private static Path directory;

    private static TestSystem signet;
    private static List<MatchResult> blocks = List.of();
    private static Map<String, String> programs = Map.of();

    private String output = "";

    @BeforeAll
    static void signRecordsWithKeysOfEveryKind() throws Exception {
        blocks = BLOCK.matcher(Files.readString(Path.of("../docs/verify.md")))
                .results()
                .toList();
        programs = blocks.stream()
                .map(block -> PROGRAM.matcher(block.group(2)))
                .filter(Matcher::matches)
                .collect(Collectors.toMap(found -> found.group(1), Matcher::group));
        programs.forEach((name, text) -> write(directory.resolve(name), text));
        Files.createDirectory(directory.resolve("node_modules"));
        Files.createSymbolicLink(directory.resolve("node_modules/jose"), Path.of("/usr/share/nodejs/jose"));

        signet = TestSystem.create().with("signet.batch-size", 5).startAll();
        makeKey("ES256");
        makeKey("PS256");
        makeKey(ML_DSA);
        signet.seed(RECORDS, 2);
        signet.assertProved(RECORDS);
        assertThat(signet("export", "--out", path("bundle"))).isZero();
        tamper();
    }

    @AfterAll
    static void stop() throws IOException {
        Files.deleteIfExists(directory.resolve("node_modules/jose")); // JUnit warns of links out of its directory
        if (signet != null) {
            signet.close();
        }
    }

    private static void makeKey(String algorithm) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(signet.url(Service.KEYS) + "/api/v1/keys"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"count\":1,\"algorithm\":\"%s\"}".formatted(algorithm)))
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static int signet(String... arguments) {
        var discard = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--server", signet.url(Service.COLLECTION).toString(),
                "--keys-server", signet.url(Service.KEYS).toString()));
        return SignetCli.run(Terminal.plain(discard, System.err), all.toArray(String[]::new));
    }

    /** Bundles of the signatures that most programs know, and of Ed25519 only; and all with another payload or number in every record. */
    private static void tamper() throws IOException {
        copy(
                "known",
                lines("bundle").stream().filter(line -> !isOf(line, ML_DSA)).toList());
        copy(
                "ed25519",
                lines("bundle").stream().filter(line -> isOf(line, "Ed25519")).toList());
        assertThat(lines("known")).hasSizeBetween(1, RECORDS - 1);
        assertThat(lines("ed25519")).hasSizeBetween(1, lines("known").size() - 1);
        for (var bundle : List.of("bundle", "known", "ed25519")) {
            copy(
                    bundle + "-tampered",
                    lines(bundle).stream()
                            .map(line -> line.put("payload", "e30"))
                            .toList());
            copy(
                    bundle + "-moved",
                    lines(bundle).stream()
                            .map(line -> line.put(
                                    "recordId", "1" + line.get("recordId").asString()))
                            .toList());
        }
    }

    private static boolean isOf(ObjectNode line, String algorithm) {
        return line.get("algorithm").asString().equals(algorithm);
    }

    private static String recordOf(String algorithm) throws IOException {
        return lines("bundle").stream()
                .filter(line -> isOf(line, algorithm))
                .map(line -> line.get("recordId").asString())
                .findFirst()
                .orElseThrow();
    }

    private static List<ObjectNode> lines(String bundle) throws IOException {
        return Files.readAllLines(directory.resolve(bundle).resolve("signatures.ndjson")).stream()
                .map(line -> (ObjectNode) JSON.readTree(line))
                .toList();
    }

    private static void copy(String bundle, List<ObjectNode> lines) throws IOException {
        var target = Files.createDirectory(directory.resolve(bundle));
        Files.copy(directory.resolve("bundle/jwks.json"), target.resolve("jwks.json"));
        Files.write(
                target.resolve("signatures.ndjson"),
                lines.stream().map(ObjectNode::toString).toList());
    }

    private static String path(String name) {
        return directory.resolve(name).toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(List<String> command, String... arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(Stream.concat(command.stream(), Arrays.stream(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    private void assume(String debianPackage, String... command) throws InterruptedException {
        int code;
        try {
            code = run(List.of(command));
        } catch (IOException e) {
            code = -1;
        }
        assumeThat(code)
                .as("needs %s (Debian: apt-get install %s)", command[0], debianPackage)
                .isZero();
    }

    /** On a bundle all of whose signatures the program can verify. */
    private void assertVerifies(String bundle, List<String> command) throws Exception {
        var lines = lines(bundle);
        var one = lines.getLast().get("recordId").asString();

        assertThat(run(command, bundle)).as(output).isZero();
        assertThat(output).isEqualTo(lines.size() + " verified\n");
        assertThat(run(command, bundle, one)).as(output).isZero();
        assertThat(output).isEqualTo("1 verified\n");
        assertThat(run(command, bundle, "999999")).isNotZero();
        assertRefuses(bundle, command, one);
    }

    private void assertRefuses(String bundle, List<String> command, String record) throws Exception {
        for (var damaged : List.of(bundle + "-tampered", bundle + "-moved")) {
            assertThat(run(command, damaged)).as("%s: %s", damaged, output).isNotZero();
        }
        assertThat(run(command, bundle + "-tampered", record)).isNotZero();
        assertThat(run(command, bundle + "-moved", "1" + record)).isNotZero();
    }

    /** Of a signature that the program does not know it says so, whichever others are there. */
    private void assertStopsAtAnUnknownAlgorithm(List<String> command, String sentence) throws Exception {
        var record = recordOf(ML_DSA);

        assertThat(run(command, "bundle")).isNotZero();
        assertThat(output).contains(sentence).contains("record ").doesNotContain("verified\n");
        assertThat(run(command, "bundle", record)).isNotZero();
        assertThat(output).contains(sentence).contains("record " + record);
        assertThat(run(command, "bundle", recordOf("Ed25519"))).as(output).isZero();
    }

    @Test
    void everyProgramOnThePageIsRunHere() {
        assertThat(blocks.stream().filter(block -> !block.group(1).isEmpty()))
                .as("blocks in some language")
                .hasSameSizeAs(programs.keySet());
        assertThat(commands())
                .filteredOn(command -> !command.startsWith("signet ") && !command.equals("record-42/verify.sh"))
                .hasSize(1);
        assertThat(programs.keySet())
                .containsExactlyInAnyOrder(
                        "verify-one.sh",
                        "verify.mjs",
                        "verify.py",
                        "VerifyRecord.java",
                        "VerifyBundle.java",
                        "VerifyWithNimbus.java");
    }

    /** The lines of those blocks that are in no language: what is typed. */
    private static List<String> commands() {
        return blocks.stream()
                .filter(block -> block.group(1).isEmpty())
                .flatMap(block -> block.group(2).lines())
                .toList();
    }

    @Test
    void signetVerifiesItsBundle() {
        assertThat(SignetCli.run(Terminal.plain(System.out, System.err), "verify", "file", path("bundle")))
                .isZero();
    }

    @Test
    void opensslVerifiesOneRecord() throws Exception {
        assume("openssl", "openssl", "version");
        var command = List.of("sh", "verify-one.sh");
        var record = lines("ed25519").getLast().get("recordId").asString();

        assertThat(run(command, "bundle", record)).as(output).isZero();
        assertThat(output).contains("Signature Verified Successfully");
        assertThat(run(command, "bundle", "999999")).isNotZero();
        assertThat(run(command, "bundle-tampered", record)).isNotZero();
        assertThat(run(command, "bundle-moved", "1" + record)).isNotZero();
        assertThat(run(command, "bundle", recordOf(ML_DSA))).isNotZero();
        assertThat(output).contains("not an Ed25519 key");
    }

    @Test
    void joseVerifies() throws Exception {
        assume("nodejs", "node", "--version");
        assume("node-jose", "node", "-e", "import('jose').then(() => 0, () => process.exit(1))");

        assertVerifies("known", List.of("node", "verify.mjs"));
        assertStopsAtAnUnknownAlgorithm(List.of("node", "verify.mjs"), "ML-DSA-65, which is not known here");
    }

    @Test
    void pythonVerifies() throws Exception {
        assume("python3-cryptography", "python3", "-c", "import cryptography.hazmat.primitives");

        assertVerifies("known", List.of("python3", "verify.py"));
        assertStopsAtAnUnknownAlgorithm(List.of("python3", "verify.py"), "ML-DSA-65, which is not known here");
    }

    @Test
    void javaVerifies() throws Exception {
        assertVerifies("ed25519", java("VerifyBundle.java"));
        assertStopsAtAnUnknownAlgorithm(java("VerifyBundle.java"), "its key is not an Ed25519 key");
    }

    @Test
    void nimbusVerifies() throws Exception {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        var command = java("-cp", classPath, "VerifyWithNimbus.java");

        assertVerifies("known", command);
        assertStopsAtAnUnknownAlgorithm(command, "ML-DSA-65, which is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "ES256", "PS256", ML_DSA})
    void oneRecordIsVerifiedByItsScriptAndByJava(String algorithm) throws Exception {
        assume("openssl", "openssl", "version");
        var record = recordOf(algorithm);
        var java = java("VerifyRecord.java", "record-" + record);
        var script = List.of(path("record-" + record + "/verify.sh"));
        assertThat(signet("export", "--record", record, "--dir", path("record-" + record)))
                .isZero();

        assertThat(run(script)).as(output).isEqualTo(isKnownToOpenssl(algorithm) ? 0 : 2);
        assertThat(run(java, record)).as(output).isZero();
        assertThat(run(java, "1" + record)).isNotZero();

        var jws = directory.resolve("record-" + record).resolve("record.jws");
        Files.writeString(jws, Files.readString(jws).replaceFirst("\\.[^.]*\\.", ".e30."));
        assertThat(run(java, record)).isNotZero();
        assertThat(run(script)).isEqualTo(1);
    }

    private boolean isKnownToOpenssl(String algorithm) throws Exception {
        return !algorithm.equals(ML_DSA)
                || run(List.of("sh", "-c", "openssl list -signature-algorithms | grep -qi " + ML_DSA)) == 0;
    }

    @Test
    void opensslVerifiesAnEd25519RecordByHand() throws Exception {
        assume("openssl", "openssl", "version");
        var typed = commands().stream()
                .filter(command -> command.startsWith("openssl "))
                .findFirst()
                .orElseThrow();
        var command = List.of("sh", "-c", "cd by-hand && " + typed);
        assertThat(signet("export", "--record", recordOf("Ed25519"), "--dir", path("by-hand")))
                .isZero();

        assertThat(run(command)).as(output).isZero();
        assertThat(output).contains("Signature Verified Successfully");
        Files.writeString(directory.resolve("by-hand/signing-input.bin"), "something else");
        assertThat(run(command)).isNotZero();
    }

    // It compiles the program each time, for which the light compiler of the JVM is the quicker one.
    private static List<String> java(String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Stream.of(arguments))
                .toList();
    }
}
