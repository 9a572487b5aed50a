package dev.signet.platform.kek;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PKCS#11 URI (RFC 7512) without its scheme, as in {@code object=kek?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/run/pin}.
 *
 * @param module the token's library
 * @param slot the slot's id; without it the first slot that has a token
 * @param labels the keys', the one to seal under first; {@code x-previous} names another
 * @param pin the file that has the PIN; without it none is given
 */
record TokenLocation(Path module, Optional<String> slot, List<String> labels, Optional<Path> pin) {
    static TokenLocation parse(String uri) {
        var attributes = Stream.of(uri.split("[?;&]"))
                .filter(part -> part.contains("="))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, _) -> first));
        var labels = Stream.of("object", "x-previous")
                .flatMap(name -> Optional.ofNullable(attributes.get(name)).stream())
                .toList();
        if (labels.isEmpty() || !attributes.containsKey("module-path")) {
            throw new IllegalStateException("a pkcs11: key needs object= and module-path=, as in %s"
                    .formatted("pkcs11:object=kek?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/run/pin"));
        }
        requireKnown(attributes);
        return new TokenLocation(
                Path.of(String.valueOf(attributes.get("module-path"))),
                Optional.ofNullable(attributes.get("slot-id")),
                labels,
                Optional.ofNullable(attributes.get("pin-source"))
                        .map(file -> Path.of(file.replaceFirst("^file:(//)?", ""))));
    }

    private static void requireKnown(Map<String, String> attributes) {
        var known = Arrays.asList("object", "x-previous", "module-path", "slot-id", "pin-source");
        attributes.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(
                            "a pkcs11: key is not found by '%s'; known are %s".formatted(name, known));
                });
    }
}
