package dev.signet.platform;

import dev.signet.contract.KeyringName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The setting {@code SIGNET_KEYRINGS}: {@code name} or {@code name:batchSize}, separated by commas. One setting for all services, so that each takes of it
 * what it needs; unset it names {@code default} alone. A service that wants it says {@code @EnableConfigurationProperties(Keyrings.class)}.
 *
 * @param keyrings as they were set
 */
@ConfigurationProperties("signet")
public record Keyrings(@DefaultValue List<String> keyrings) {
    private static final int MOST = 100;
    private static final int LARGEST_BATCH = 10_000;
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,9}");
    private static final String FORM =
            "SIGNET_KEYRINGS must be names such as invoices, or invoices:1000 with the size of batches, separated by commas; ";

    public Keyrings {
        keyrings = keyrings.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (all(parsed(keyrings)).size() > MOST) {
            throw new IllegalArgumentException(
                    "SIGNET_KEYRINGS must name at most %d keyrings, default among them".formatted(MOST));
        }
    }

    /** Those that the setting names, in its order; {@code default} alone where it names none. */
    public List<KeyringName> named() {
        var sizes = parsed(keyrings);
        return sizes.isEmpty() ? List.of(KeyringName.DEFAULT) : List.copyOf(sizes.keySet());
    }

    /** Those that the setting names after {@code default}, which is always there. */
    public List<KeyringName> all() {
        return all(parsed(keyrings));
    }

    /** What the setting says how many records a batch of this keyring has. */
    public OptionalInt batchSize(KeyringName keyring) {
        return parsed(keyrings).getOrDefault(keyring, OptionalInt.empty());
    }

    private static List<KeyringName> all(Map<KeyringName, OptionalInt> sizes) {
        return Stream.concat(Stream.of(KeyringName.DEFAULT), sizes.keySet().stream())
                .distinct()
                .toList();
    }

    private static Map<KeyringName, OptionalInt> parsed(List<String> entries) {
        var sizes = new LinkedHashMap<KeyringName, OptionalInt>();
        for (var entry : entries) {
            var parts = entry.split(":", 2);
            var name = name(parts[0].strip());
            var size = parts.length == 1 ? OptionalInt.empty() : OptionalInt.of(size(parts[1].strip(), entry));
            if (sizes.put(name, size) != null) {
                throw new IllegalArgumentException(
                        "SIGNET_KEYRINGS names '%s' twice; name each keyring once".formatted(name));
            }
        }
        return sizes;
    }

    private static KeyringName name(String name) {
        try {
            return new KeyringName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s'%s' cannot be: %s".formatted(FORM, name, e.getMessage()));
        }
    }

    private static int size(String size, String entry) {
        if (SIZE.matcher(size).matches()) {
            var records = Integer.parseInt(size);
            if (records >= 1 && records <= LARGEST_BATCH) {
                return records;
            }
        }
        throw new IllegalArgumentException(
                "%sin '%s' the size must be from 1 to %d".formatted(FORM, entry, LARGEST_BATCH));
    }
}
