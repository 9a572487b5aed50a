package dev.signet.seed;

import dev.signet.platform.tls.PeerTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Environment variables, read so that a bad one is named. */
record Variables(Map<String, String> environment) {
    String text(String name, String fallback) {
        var value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? fallback : value;
    }

    /** Of the file that it names; empty when it names none. */
    String content(String name) {
        var file = text(name, "");
        try {
            return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("%s is '%s', which cannot be read".formatted(name, file), e);
        }
    }

    /** Of the directory that it names; plain HTTP when it names none. */
    PeerTls tls(String name) {
        var dir = text(name, "");
        try {
            return dir.isEmpty() ? PeerTls.off() : PeerTls.once(Path.of(dir));
        } catch (IllegalStateException | InvalidPathException e) {
            throw new IllegalArgumentException("%s is '%s', whose certificates cannot be read".formatted(name, dir), e);
        }
    }

    long number(String name, long fallback, long largest) {
        var text = text(name, Long.toString(fallback));
        try {
            var number = Long.parseLong(text);
            if (number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number, not '%s'".formatted(name, text), e);
        }
        throw new IllegalArgumentException("%s must be at most %d, not %s".formatted(name, largest, text));
    }

    URI url(String name, String fallback) {
        var text = text(name, fallback);
        try {
            var url = URI.create(text.replaceAll("/+$", "") + "/");
            if (url.getHost() != null && url.getScheme().startsWith("http")) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notAnAddress(name, text), e);
        }
        throw new IllegalArgumentException(notAnAddress(name, text));
    }

    private static String notAnAddress(String name, String text) {
        return "%s must be an address like http://localhost:8080, not '%s'".formatted(name, text);
    }
}
