package dev.signet.standalone;

import java.util.concurrent.Semaphore;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Lets one application at a time set up logging, of which a JVM has one: two at once fail with a ConcurrentModificationException or an unknown
 * format, now and then. The rest of their starts runs side by side.
 */
final class LoggingInTurn implements ApplicationListener<SpringApplicationEvent>, Ordered {
    private static final Semaphore TURN = new Semaphore(1);

    private boolean hasTurn;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationStartingEvent) {
            TURN.acquireUninterruptibly();
            hasTurn = true;
        } else if (hasTurn && (event instanceof ApplicationPreparedEvent || event instanceof ApplicationFailedEvent)) {
            hasTurn = false;
            TURN.release();
        }
    }

    /** Before Spring Boot's own, which sets up logging. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
