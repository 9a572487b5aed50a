package dev.signet.platform.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Turns what somebody presents into who that is and what he may do. */
public final class People {
    private static final Map<String, Set<Role>> SERVICES = Map.of(
            "seeder", Set.of(Role.SUBMITTER, Role.KEY_ADMIN),
            "vault-service", Set.of(Role.SUBMITTER, Role.VIEWER),
            "collection-service", Set.of(Role.SUBMITTER, Role.VIEWER),
            "key-service", Set.of(Role.SUBMITTER),
            "batch-dispatcher", Set.of(Role.SUBMITTER),
            "signing-service", Set.of(Role.SUBMITTER),
            "audit-service", Set.of());

    private static final GrantedAuthority NOBODY = new SimpleGrantedAuthority("ANONYMOUS");
    private static final GrantedAuthority PERSON = new SimpleGrantedAuthority("PERSON");

    private final @Nullable ApiTokens tokens;
    private final @Nullable JwtPeople issued;
    private final Set<Role> anonymous;
    private final int requestsPerSecond;

    People(@Nullable ApiTokens tokens, @Nullable JwtPeople issued, Set<Role> anonymous, int requestsPerSecond) {
        this.tokens = tokens;
        this.issued = issued;
        this.anonymous = anonymous;
        this.requestsPerSecond = requestsPerSecond;
    }

    /** Whose token this is, which may be one of ours or one that an identity provider made. */
    public Optional<Authentication> of(String token) {
        var own = tokens == null ? Optional.<TokenOwner>empty() : tokens.owner(token);
        return own.or(() -> issued == null ? Optional.empty() : issued.owner(token))
                .map(owner -> UsernamePasswordAuthenticationToken.authenticated(
                        owner.name(), null, with(PERSON, owner.roles())));
    }

    /** Whether nobody can be known here, so that whoever presents something is as good as anybody else. */
    public boolean isOpen() {
        return tokens == null && issued == null;
    }

    /**
     * Who a caller is; empty for a service, which acts for itself, and for those who present nothing.
     *
     * @param claimed whom somebody names who may do everything without being known
     */
    public static Optional<String> name(@Nullable Authentication caller, Supplier<@Nullable String> claimed) {
        if (caller == null) {
            return Optional.empty();
        }
        if (caller.getAuthorities().contains(NOBODY)) {
            return caller.getAuthorities().contains(Role.OPERATOR.authority())
                    ? Optional.ofNullable(claimed.get())
                    : Optional.empty();
        }
        return caller.getAuthorities().contains(PERSON) ? Optional.of(caller.getName()) : Optional.empty();
    }

    /** How many requests one caller may make; 0 for any number. */
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    /** What those may do who present nothing. */
    public List<GrantedAuthority> anonymous() {
        return with(NOBODY, anonymous);
    }

    /** What a service may do over the public API of others, beside what is for services alone. */
    public static List<GrantedAuthority> ofService(String service) {
        return authorities(SERVICES.getOrDefault(service, Set.of()));
    }

    /** Whether this is one that calls others for itself. */
    public static boolean isService(String name) {
        return SERVICES.containsKey(name);
    }

    private static List<GrantedAuthority> with(GrantedAuthority kind, Set<Role> roles) {
        return Stream.concat(Stream.of(kind), authorities(roles).stream()).toList();
    }

    private static List<GrantedAuthority> authorities(Set<Role> roles) {
        return Role.withImplied(roles).stream().map(Role::authority).toList();
    }
}
