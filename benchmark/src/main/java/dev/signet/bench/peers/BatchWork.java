package dev.signet.bench.peers;

import dev.signet.bench.contest.Ground;
import dev.signet.bench.limits.PlainTables;
import dev.signet.bench.limits.SignatureCopy;
import dev.signet.bench.limits.Signers;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.RecordSigner;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The work on one batch as the body of a task, in one transaction: takes a key, signs, stores by COPY, gives the key back. */
final class BatchWork {
    private static final String READ = "SELECT id, payload FROM record WHERE id BETWEEN ? AND ? ORDER BY id";

    private final DataSource connections;
    private final PlainTables tables;
    private final SigningKeys keys;
    private final Signers signers;

    BatchWork(Ground ground, DataSource connections, PlainTables tables) throws SQLException {
        this.connections = connections;
        this.tables = tables;
        this.keys = new SigningKeys(ground.database(), ground.workload().keys());
        this.signers = new Signers(ground.workload());
    }

    /** Returns when the signatures are committed. */
    void sign(int batch) throws SQLException, IOException {
        try (var connection = connections.getConnection()) { // the pool rolls back what was not committed
            connection.setAutoCommit(false);
            var key = keys.take(connection, batch);
            store(connection, batch, signers.open(key));
            keys.giveBack(connection, key);
            connection.commit();
        }
    }

    private void store(Connection connection, int batch, RecordSigner signer) throws SQLException, IOException {
        var copy = new SignatureCopy(connection);
        copy.begin();
        try (var read = connection.prepareStatement(READ)) {
            read.setLong(1, tables.firstOf(batch));
            read.setLong(2, tables.lastOf(batch));
            try (var rows = read.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getLong(1);
                    copy.add(id, batch, signer.sign(new RecordId(id), Bytes.wrap(rows.getBytes(2))));
                }
            }
        }
        copy.store();
    }
}
