package dev.signet.platform;

import dev.signet.platform.people.People;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Whom a request is made for: whose token came with it. Where nobody can be known and everybody may do everything, whom the console names, which knows the
 * operator; whoever reaches such a service past it may say anything.
 */
public final class Actor {
    public static final String HEADER = "Signet-Actor";

    /** Of the request that this thread works for; empty when there is none, or nobody has said. */
    public static Optional<String> ofRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? People.name(
                        SecurityContextHolder.getContext().getAuthentication(),
                        () -> attributes.getRequest().getHeader(HEADER))
                : Optional.empty();
    }

    private Actor() {}
}
