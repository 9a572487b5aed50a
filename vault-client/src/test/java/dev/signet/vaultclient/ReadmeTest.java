package dev.signet.vaultclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that the README shows compiles, and does what it says. */
class ReadmeTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final String PROGRAM = """
            import dev.signet.vaultclient.*;
            import java.net.URI;

            public class Shown {
                public static byte[] run(String token, byte[] id, byte[] payload) {
                    %s
                }
            }
            """;

    @Test
    void programOfTheReadmeStoresAndRetrieves(@TempDir Path directory) throws Exception {
        var tokens = new CopyOnWriteArrayList<String>();
        try (var node = new NodeStandIn()) {
            node.doing(exchange -> {
                tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
                NodeStandIn.answer(exchange, 200, "payload");
            });

            assertThat(run(directory, node.uri())).asString(UTF_8).isEqualTo("payload");
        }
        assertThat(tokens).containsExactly("Bearer mine", "Bearer mine");
    }

    private static byte[] run(Path directory, URI node) throws Exception {
        var snippet = SNIPPET.matcher(Files.readString(Path.of("../README.md")));
        assertThat(snippet.find()).isTrue();
        var shown = snippet.group(1)
                .replaceAll("http://vault-\\d:8086", node.toString())
                .replace("byte[] again =", "return");
        var source = Files.writeString(directory.resolve("Shown.java"), PROGRAM.formatted(shown));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, UTF_8);
        var classPath = Path.of(
                Vault.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var options = List.of("-d", directory.toString(), "-cp", classPath.toString());
        assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                        .call())
                .isTrue();
        try (var classes = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            return (byte[]) classes.loadClass("Shown")
                    .getMethod("run", String.class, byte[].class, byte[].class)
                    .invoke(null, "mine", "id".getBytes(UTF_8), "payload".getBytes(UTF_8));
        }
    }
}
