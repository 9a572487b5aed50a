package dev.signet.bench.limits;

import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Stores made-up signatures, a batch in a transaction: the limit that the database sets. */
public final class InsertAlone implements Contestant {
    private static final int SIGNATURE_BYTES = 64;

    private final Ground ground;
    private final PlainTables tables;
    private final List<Inserts> workers = new ArrayList<>();

    public InsertAlone(Ground ground) throws SQLException {
        this.ground = ground;
        this.tables = new PlainTables(ground.database(), ground.workload());
        for (var i = 0; i < ground.workload().threads(); i++) {
            workers.add(new Inserts());
        }
    }

    @Override
    public void load() throws SQLException {
        tables.load();
    }

    @Override
    public void run() throws Exception {
        Batches.each(ground.workload().batches(), workers);
    }

    @Override
    public long signatures() throws SQLException {
        return tables.signatures();
    }

    @Override
    public void close() throws SQLException {
        for (var worker : workers) {
            worker.connection.close();
        }
    }

    private final class Inserts implements Batches.Work {
        private final Connection connection = ground.database().connect();
        private final SignatureCopy copy;
        private final byte[] signature = new byte[SIGNATURE_BYTES];

        Inserts() throws SQLException {
            connection.setAutoCommit(false);
            copy = new SignatureCopy(connection);
        }

        @Override
        public void on(int batch) throws Exception {
            copy.begin();
            for (var id = tables.firstOf(batch); id <= tables.lastOf(batch); id++) {
                copy.add(id, batch, signature);
            }
            copy.store();
            connection.commit();
        }
    }
}
