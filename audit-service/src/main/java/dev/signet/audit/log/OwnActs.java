package dev.signet.audit.log;

import dev.signet.audit.event.Event;
import dev.signet.audit.event.Submission;
import dev.signet.platform.AfterCommit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What this service does itself is in the log as well: by the transaction of the act, so neither is there without the other. */
@Component
public class OwnActs {
    public static final String SOURCE = "/signet/audit-service";

    private final AppendTransaction log;
    private final LogHead head;

    OwnActs(AppendTransaction log, LogHead head) {
        this.log = log;
        this.head = head;
    }

    /** Last in its transaction: until that is over, nobody else appends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Event event) {
        var appended = log.append(List.of(Row.of(new Submission(event))));
        AfterCommit.run(() -> head.advance(appended));
    }
}
