package dev.signet.platform.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do. Whoever may do several things has several roles; all but a submitter may look as well. */
public enum Role {
    /** Looks at records, batches, runs, what is parked, and the public halves of keys. */
    VIEWER,
    /** Hands in records, events and items for the vault, and sees nothing else. */
    SUBMITTER,
    /** Pauses, resumes, replays, discards, and hands in. */
    OPERATOR,
    /** Reads the audit log. */
    AUDITOR,
    /** Makes, imports, enables and disables keys, and what personal data is masked with. */
    KEY_ADMIN;

    private static final String ALL = "all";
    private static final String NONE = "none";

    /** As people write it: {@code key-admin}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public GrantedAuthority authority() {
        return new SimpleGrantedAuthority("ROLE_" + name());
    }

    static String[] allAuthorities() {
        return Arrays.stream(values())
                .map(role -> role.authority().getAuthority())
                .toArray(String[]::new);
    }

    /** One by its label; {@link IllegalArgumentException} with one sentence when there is none. */
    static Role of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not a role; there are %s"
                        .formatted(
                                label, Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", ")))));
    }

    /** Some, separated by commas; {@code all} of them, or {@code none}. */
    static Set<Role> list(String labels) {
        return switch (labels.strip()) {
            case ALL -> Set.of(values());
            case NONE -> Set.of();
            default ->
                Arrays.stream(labels.split(",", -1))
                        .map(label -> of(label.strip()))
                        .collect(Collectors.toUnmodifiableSet());
        };
    }

    /** These, and what comes with them. */
    static Set<Role> withImplied(Set<Role> roles) {
        var all = new TreeSet<>(roles);
        if (!all.equals(Set.of(SUBMITTER)) && !all.isEmpty()) {
            all.add(VIEWER);
        }
        if (all.contains(OPERATOR)) {
            all.add(SUBMITTER);
        }
        return all;
    }
}
