package dev.signet.collection.intake.type;

import dev.signet.collection.intake.mask.RecoveryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The types that there are: those that ship and those of the configured directory. One that makes no sense stops the start. */
@Component
public class IntakeTypes {
    private static final List<String> SHIPPED = List.of("login.json");

    private final Map<String, IntakeType> types = new TreeMap<>();

    IntakeTypes(TypeProperties properties, RecoveryKey recovery) {
        SHIPPED.forEach(file -> add(file, shipped(file), recovery));
        configured(properties.typesDir()).forEach(file -> add(file.toString(), read(file), recovery));
    }

    public Optional<IntakeType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Collection<IntakeType> all() {
        return types.values();
    }

    private void add(String file, byte[] json, RecoveryKey recovery) {
        try {
            var type = TypeFile.read(json);
            if (!recovery.isConfigured() && type.fields().containsValue(new FieldRule.Encrypt())) {
                throw new NotAType(
                        "its fields are to be encrypted, to which SIGNET_INTAKE_RECOVERY_KEY_FILE names no key");
            }
            types.put(type.name(), type);
        } catch (NotAType e) {
            throw new IllegalStateException("the intake type %s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<Path> configured(@Nullable Path dir) {
        if (dir == null) {
            return List.of();
        }
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the directory of intake types %s cannot be read".formatted(dir), e);
        }
    }

    private static byte[] shipped(String file) {
        try (var in = IntakeTypes.class.getResourceAsStream("/intake-types/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("the intake type %s cannot be read".formatted(file), e);
        }
    }
}
