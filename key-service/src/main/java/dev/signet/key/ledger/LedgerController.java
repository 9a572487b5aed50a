package dev.signet.key.ledger;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as a stream of lines. */
@RestController
class LedgerController {
    private final Ledger ledger;
    private final JsonMapper json;

    LedgerController(Ledger ledger, JsonMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    /** Whatever breaks off on the way leaves the last line missing, by which the reader knows. */
    @GetMapping(path = "/api/v1/leases", produces = MediaType.APPLICATION_NDJSON_VALUE)
    void ledger(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        var lines = new Lines(new BufferedOutputStream(response.getOutputStream(), 1 << 15));
        try {
            var tick = ledger.read(lines::write);
            lines.write(new LedgerLine.End(true, lines.count, tick));
            lines.out.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (DataAccessException | TransactionException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            throw new IOException("the ledger broke off", e);
        }
    }

    private final class Lines {
        private final OutputStream out;
        private long count;

        Lines(OutputStream out) {
            this.out = out;
        }

        void write(Object line) {
            try {
                out.write(json.writeValueAsBytes(line));
                out.write('\n');
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
