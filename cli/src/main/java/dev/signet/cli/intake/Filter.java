package dev.signet.cli.intake;

import dev.signet.cli.command.KeyringName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which rows of a type are wanted. */
final class Filter {
    @Option(names = "--user", paramLabel = "USER", description = "of this user, as it is stored")
    private @Nullable String user;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "from this device, as it is stored: where that is masked, the masked value")
    private @Nullable String device;

    @Option(names = "--from", paramLabel = "TIME", description = "from then on, as 2026-11-21T12:00:00Z")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "before then")
    private @Nullable String to;

    @Mixin
    private final KeyringName keyring = new KeyringName();

    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "keyring", keyring.given().orElse(null));
        put(parameters, "user", user);
        put(parameters, "device", device);
        put(parameters, "from", from);
        put(parameters, "to", to);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
