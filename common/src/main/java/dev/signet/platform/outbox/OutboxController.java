package dev.signet.platform.outbox;

import dev.signet.platform.outbox.OutboxRows.Backlog;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what is on its way to the audit log. Under the service's own path: people reach several through one address. */
@RestController
class OutboxController {
    private final OutboxRows rows;

    OutboxController(OutboxRows rows) {
        this.rows = rows;
    }

    @GetMapping(path = "${signet.outbox.path}", produces = MediaType.APPLICATION_JSON_VALUE)
    Backlog backlog() {
        return rows.backlog();
    }
}
