package dev.signet.bench.limits;

import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one would write without any of the rules: threads of one process read a range, sign it, store it by COPY and commit. Nothing is leased,
 * nothing survives a crash. The bound for whatever commits once per batch.
 */
public final class PlainLoop implements Contestant {
    private static final String READ = "SELECT id, payload FROM record WHERE id BETWEEN ? AND ? ORDER BY id";

    private final Ground ground;
    private final PlainTables tables;
    private final Signers signers;
    private final List<Loop> workers = new ArrayList<>();

    public PlainLoop(Ground ground) throws SQLException {
        this.ground = ground;
        this.tables = new PlainTables(ground.database(), ground.workload());
        this.signers = new Signers(ground.workload());
        for (var i = 0; i < ground.workload().threads(); i++) {
            workers.add(new Loop());
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

    private final class Loop implements Batches.Work {
        private final Connection connection;
        private final PreparedStatement read;
        private final SignatureCopy copy;

        Loop() throws SQLException {
            connection = ground.database().connect();
            connection.setAutoCommit(false);
            read = connection.prepareStatement(READ);
            copy = new SignatureCopy(connection);
        }

        @Override
        public void on(int batch) throws Exception {
            var signer = signers.open(batch);
            read.setLong(1, tables.firstOf(batch));
            read.setLong(2, tables.lastOf(batch));
            copy.begin();
            try (var rows = read.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getLong(1);
                    copy.add(id, batch, signer.sign(new RecordId(id), Bytes.wrap(rows.getBytes(2))));
                }
            }
            copy.store();
            connection.commit();
        }
    }
}
