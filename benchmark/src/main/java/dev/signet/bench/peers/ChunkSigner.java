package dev.signet.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.signet.bench.limits.SignatureCopy;
import dev.signet.bench.limits.Signers;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.RecordSigner;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Signs the chunks of one partition, one after the other. Spring Batch calls what comes before and after a chunk inside the chunk's
 * transaction, so that a key is given back when its signatures are committed, no sooner.
 */
final class ChunkSigner
        implements ChunkListener<ChunkSigner.Unsigned, ChunkSigner.Signed>,
                ItemProcessor<ChunkSigner.Unsigned, ChunkSigner.Signed>,
                ItemWriter<ChunkSigner.Signed> {
    private final DataSource connections;
    private final JdbcTemplate jdbc;
    private final SigningKeys keys;
    private final Signers signers;
    private @Nullable Taken taken;

    ChunkSigner(DataSource connections, SigningKeys keys, Signers signers) {
        this.connections = connections;
        this.jdbc = new JdbcTemplate(connections);
        this.keys = keys;
        this.signers = signers;
    }

    @Override
    public void beforeChunk(Chunk<Unsigned> chunk) {
        var batch = chunk.getItems().getFirst().id().value();
        taken = jdbc.execute((Connection connection) -> {
            var key = keys.take(connection, batch);
            return new Taken(batch, key, signers.open(key));
        });
    }

    @Override
    public Signed process(Unsigned item) {
        return new Signed(item.id(), Bytes.wrap(taken().signer().sign(item.id(), item.payload())));
    }

    @Override
    public void write(Chunk<? extends Signed> chunk) throws SQLException, IOException {
        var copy =
                new SignatureCopy(DataSourceUtils.getConnection(connections)); // the transaction's own, which closes it
        copy.begin();
        for (var signed : chunk) {
            copy.add(signed.id().value(), taken().batch(), signed.signature().unsafeArray());
        }
        copy.store();
    }

    @Override
    public void afterChunk(Chunk<Signed> chunk) {
        jdbc.execute((Connection connection) -> {
            keys.giveBack(connection, taken().key());
            return true;
        });
    }

    private Taken taken() {
        return requireNonNull(taken, "no key was taken before the chunk");
    }

    /** What is read. */
    record Unsigned(RecordId id, Bytes payload) {}

    /** What is written. */
    record Signed(RecordId id, Bytes signature) {}

    /** @param batch named after its first record */
    private record Taken(long batch, int key, RecordSigner signer) {}
}
