package dev.signet.platform;

import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Whom a request is made for, as the console says. It checks who that is and lets nobody else say so; whoever reaches a service past it may say anything. */
public final class Actor {
    public static final String HEADER = "Signet-Actor";

    /** Of the request that this thread works for; empty when there is none, or nobody has said. */
    public static Optional<String> ofRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(attributes.getRequest().getHeader(HEADER))
                : Optional.empty();
    }

    private Actor() {}
}
