package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The intake type that the README shows, as a file of one's own, and a pair of recovery keys.
 *
 * @param publicKey what collection-service is given
 * @param privateKey what only the holder has
 */
record OwnType(Path directory, Path publicKey, Path privateKey) {
    private static final Pattern SHOWN =
            Pattern.compile("### Personal data\n.*?```\n(\\{ \"name\": \"order\",.*?)```", Pattern.DOTALL);

    static OwnType in(Path directory) throws IOException, NoSuchAlgorithmException {
        var shown = SHOWN.matcher(Files.readString(Path.of("../README.md")));
        assertThat(shown.find()).isTrue();
        var types = Files.createDirectories(directory.resolve("types"));
        Files.writeString(types.resolve("order.json"), shown.group(1));
        var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        return new OwnType(
                types,
                pem(directory.resolve("public.pem"), "PUBLIC", pair.getPublic().getEncoded()),
                pem(
                        directory.resolve("private.pem"),
                        "PRIVATE",
                        pair.getPrivate().getEncoded()));
    }

    private static Path pem(Path file, String half, byte[] encoded) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(encoded);
        return Files.writeString(
                file, "-----BEGIN %1$s KEY-----\n%2$s\n-----END %1$s KEY-----\n".formatted(half, base64));
    }
}
