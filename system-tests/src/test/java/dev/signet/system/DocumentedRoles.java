package dev.signet.system;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.signet.platform.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What docs/security.md says of roles. */
final class DocumentedRoles {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final Pattern OF_PEOPLE =
            Pattern.compile("\\| `(?<method>[A-Z]+) (?<path>/[^`]+)` \\| (?<role>[a-z-]+) \\|");
    private static final Pattern OF_SERVICES = Pattern.compile(
            "^\\| (?<services>(?:(?:[a-z]+-(?:service|dispatcher)|seeder)(?:, )?)+) \\| (?<roles>[a-z, -]+) \\|$",
            Pattern.MULTILINE);
    private static final Map<Role, Set<Role>> IMPLIED = implied();

    private DocumentedRoles() {}

    private static Map<Role, Set<Role>> implied() {
        var implied = new EnumMap<Role, Set<Role>>(Role.class);
        implied.put(Role.VIEWER, Set.of(Role.VIEWER));
        implied.put(Role.SUBMITTER, Set.of(Role.SUBMITTER));
        implied.put(Role.OPERATOR, Set.of(Role.OPERATOR, Role.VIEWER, Role.SUBMITTER));
        implied.put(Role.AUDITOR, Set.of(Role.AUDITOR, Role.VIEWER));
        implied.put(Role.KEY_ADMIN, Set.of(Role.KEY_ADMIN, Role.VIEWER));
        return implied;
    }

    /** This role, and those that come with it. */
    static Set<Role> withImplied(Role role) {
        return requireNonNull(IMPLIED.get(role));
    }

    /** Lines of method, path and role. */
    static List<String> ofPeople() throws IOException {
        return OF_PEOPLE
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> "%s %s %s".formatted(row.group("method"), row.group("path"), row.group("role")))
                .toList();
    }

    /** What each service has in the public API of others, by its name. */
    static Map<String, Set<Role>> ofServices() throws IOException {
        var roles = new TreeMap<String, Set<Role>>();
        OF_SERVICES.matcher(Files.readString(PAGE)).results().forEach(row -> {
            var labels = List.of(row.group("roles").split(", ", -1));
            var held = Arrays.stream(Role.values())
                    .filter(role -> labels.contains(role.label()))
                    .flatMap(role -> withImplied(role).stream())
                    .collect(toSet());
            for (var service : row.group("services").split(", ", -1)) {
                roles.put(service, held);
            }
        });
        return roles;
    }
}
