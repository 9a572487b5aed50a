package dev.signet.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signet.cli.verify.GeneratedRun;
import dev.signet.cli.verify.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One record in five files, verified by the real openssl. */
class RecordExportTest {
    private static final String NO_ML_DSA = "cannot be checked: OpenSSL 3.5 or newer is needed for ML-DSA-65";

    private final FakeSignet signet = new FakeSignet();
    private String output = "";

    @TempDir
    private Path directory;

    static Stream<TestKey> keys() throws GeneralSecurityException {
        return Stream.of(TestKey.ed25519(), TestKey.es256(), TestKey.ps256(), TestKey.mlDsa65());
    }

    /** What the script says of such a signature: that it cannot tell, where openssl is older than 3.5 and does not have ML-DSA. */
    private static int expected(TestKey key, int otherwise) throws Exception {
        return key.label().equals("ML-DSA-65") && !hasMlDsa() ? 2 : otherwise;
    }

    private static boolean hasMlDsa() throws Exception {
        return new ProcessBuilder("sh", "-c", "openssl list -signature-algorithms | grep -qi ml-dsa-65")
                        .start()
                        .waitFor()
                == 0;
    }

    @BeforeEach
    void needsOpenssl() {
        assumeThat(openssl("version"))
                .as("needs openssl 3 (Debian: apt-get install openssl)")
                .isZero();
    }

    @AfterEach
    void stop() {
        signet.close();
    }

    private Path export(TestKey key, long record) throws Exception {
        var target = directory.resolve("record-" + record);
        var jws = key.sign(record, "{\"n\":%d}".formatted(record));
        signet.answers(
                        "GET /api/v1/records/%d/signature".formatted(record),
                        GeneratedRun.node()
                                .put("keyId", key.id())
                                .put("algorithm", key.label())
                                .put("protected", jws[0])
                                .put("payload", jws[1])
                                .put("signature", jws[2])
                                .toString())
                .answers("GET /api/v1/keys/" + key.id() + "/public.pem", key.pem());
        assertThat(export(target, record)).isZero();
        return target;
    }

    private int export(Path target, long record) {
        return signet.run("export", "--record", Long.toString(record), "--dir", target.toString());
    }

    private int script(Path target) throws Exception {
        return run(Map.of(), target.resolve("verify.sh").toString());
    }

    private static int openssl(String... arguments) {
        try {
            return new ProcessBuilder(Stream.concat(Stream.of("openssl"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            return -1;
        }
    }

    private int run(Map<String, String> environment, String script) throws Exception {
        var builder = new ProcessBuilder(script).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void scriptVerifiesEveryAlgorithmWithOpensslAlone(TestKey key) throws Exception {
        for (var record = 1; record <= 10; record++) { // an ES256 signature's numbers differ in length
            var target = export(key, record);

            var expected = expected(key, 0);
            assertThat(script(target)).as(output).isEqualTo(expected);
            assertThat(output)
                    .isEqualTo(
                            expected == 0
                                    ? "record %d: verified, signed with key %s (%s)\n"
                                            .formatted(record, key.id(), key.label())
                                    : "record %d: %s\n".formatted(record, NO_ML_DSA));
        }
    }

    @Test
    void thereAreFiveFiles() throws Exception {
        try (var files = Files.list(export(TestKey.ed25519(), 42))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "signing-input.bin", "signature.bin", "key.pem", "record.jws", "verify.sh");
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void signatureOfAnotherRecordIsNotVerified(TestKey key) throws Exception {
        var target = export(key, 1);
        var other = export(key, 2);
        Files.delete(target.resolve("signature.bin"));
        Files.copy(other.resolve("signature.bin"), target.resolve("signature.bin"));
        Files.write(target.resolve("record.jws"), jwsOf(target));

        assertThat(script(target)).isEqualTo(expected(key, 1));
        assertThat(output).doesNotContain(": verified");
    }

    private static byte[] jwsOf(Path target) throws IOException {
        var signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Files.readAllBytes(target.resolve("signature.bin")));
        return (Files.readString(target.resolve("signing-input.bin")) + "." + signature)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void wholeSignatureOfAnotherRecordIsNotThisOnes(TestKey key) throws Exception {
        var target = export(key, 1);
        var other = export(key, 12);
        for (var file : List.of("signing-input.bin", "signature.bin", "record.jws")) {
            Files.copy(other.resolve(file), target.resolve(file), REPLACE_EXISTING);
        }

        assertThat(script(target)).isEqualTo(1);
        assertThat(output).isEqualTo("record 1: NOT VERIFIED: it is the signature of another record\n");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void anotherKeyDoesNotVerify(TestKey key) throws Exception {
        var target = export(key, 1);
        var another = keys().filter(each -> each.label().equals(key.label()))
                .findFirst()
                .orElseThrow();
        Files.writeString(target.resolve("key.pem"), another.pem());

        assertThat(script(target)).isEqualTo(expected(key, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signing-input.bin", "signature.bin", "record.jws"})
    void changedByteIsNotVerified(String file) throws Exception {
        var target = export(TestKey.es256(), 1);
        var bytes = Files.readAllBytes(target.resolve(file));
        bytes[bytes.length / 2] ^= 1;
        Files.write(target.resolve(file), bytes);

        assertThat(script(target)).isEqualTo(1);
        assertThat(output).contains("record.jws is not made of");
    }

    @Test
    void signatureThatIsTooShortIsNamed() throws Exception {
        var target = export(TestKey.es256(), 1);
        Files.write(target.resolve("signature.bin"), new byte[63]);
        Files.write(target.resolve("record.jws"), jwsOf(target));

        assertThat(script(target)).isEqualTo(1);
        assertThat(output).isEqualTo("record 1: NOT VERIFIED: signature.bin is not 64 bytes long\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenSSL 1.1.1w  11 Sep 2023", "LibreSSL 3.3.6"})
    void opensslThatIsTooOldIsNamed(String version) throws Exception {
        var target = export(TestKey.ed25519(), 1);
        var old = directory.resolve("old-openssl");
        Files.writeString(old, "#!/bin/sh\necho '%s'\n".formatted(version));
        assertThat(old.toFile().setExecutable(true)).isTrue();

        assertThat(run(
                        Map.of("OPENSSL", old.toString()),
                        target.resolve("verify.sh").toString()))
                .isEqualTo(2);
        assertThat(output)
                .isEqualTo("record 1: cannot be checked: needs OpenSSL 3 or newer, this is %s\n".formatted(version));
    }

    @Test
    void opensslWithoutMlDsaSaysSoInsteadOfThatTheSignatureIsWrong() throws Exception {
        var target = export(TestKey.mlDsa65(), 1);
        var old = directory.resolve("openssl-3.0");
        Files.writeString(old, "#!/bin/sh\n[ \"$1\" = list ] || exec openssl \"$@\"\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();

        assertThat(run(
                        Map.of("OPENSSL", old.toString()),
                        target.resolve("verify.sh").toString()))
                .isEqualTo(2);
        assertThat(output).isEqualTo("record 1: %s\n".formatted(NO_ML_DSA));
    }

    @Test
    void missingFileOrToolCannotBeChecked() throws Exception {
        var target = export(TestKey.ed25519(), 1);
        assertThat(run(
                        Map.of("OPENSSL", "/nowhere/openssl"),
                        target.resolve("verify.sh").toString()))
                .isEqualTo(2);
        assertThat(output).contains("there is no openssl here");

        Files.delete(target.resolve("key.pem"));
        assertThat(script(target)).isEqualTo(2);
        assertThat(output).contains("key.pem is missing");
    }

    @Test
    void filesThatAreThereAreNotReplacedUnasked() throws Exception {
        var target = export(TestKey.ed25519(), 1);

        assertThat(export(target, 1)).isEqualTo(1);
        assertThat(signet.err()).contains("is there already");
    }
}
