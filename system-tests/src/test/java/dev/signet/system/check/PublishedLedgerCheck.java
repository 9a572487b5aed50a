package dev.signet.system.check;

import dev.signet.cli.server.Server;
import dev.signet.cli.verify.LedgerCheck.Listener;
import dev.signet.cli.verify.LedgerSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@code signet verify all} says of the published data, and whether they are all the data there are. */
final class PublishedLedgerCheck implements Check {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "published ledger";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws Exception {
        try (var collection = Server.at(evidence.servers().collection().toString());
                var keys = Server.at(evidence.servers().keys().toString())) {
            var source = LedgerSource.of(collection, keys);
            var report = new dev.signet.cli.verify.LedgerCheck(source, PATIENCE).run(new Silent());
            var found = new ArrayList<>(report.problems().stream()
                    .map(problem -> new Violation(name(), problem))
                    .toList());
            found.addAll(Tables.broken(name(), evidence, List.of(counted("signature", report.verified()))));
            found.addAll(Tables.broken(name(), evidence, List.of(counted("record", report.records()))));
            return found;
        }
    }

    private static String counted(String table, long published) {
        return "SELECT format('of %%s rows of %%s, %%s were published and right', count(*), '%1$s', %2$d) FROM collection.%1$s HAVING count(*) <> %2$d"
                .formatted(table, published);
    }

    private static final class Silent implements Listener {
        @Override
        public void waiting(String reason) {}

        @Override
        public void verified(long soFar) {}
    }
}
