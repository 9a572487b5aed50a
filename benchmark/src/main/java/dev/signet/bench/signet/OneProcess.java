package dev.signet.bench.signet;

import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.standalone.Standalone;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;

/** All of Signet in one JVM with an embedded broker, as {@code signet demo} runs it. Nothing is dispatched before the run begins. */
public final class OneProcess implements Contestant {
    private final Ground ground;
    private final Standalone signet;
    private final Ledger ledger;
    private final Feed feed;
    private final Pages pages;

    /** @param verify which signatures are verified before they are stored */
    public OneProcess(Ground ground, String verify) throws Exception {
        this.ground = ground;
        var database = ground.database();
        var account = "//%s:%s@".formatted(database.user(), database.password());
        var workload = ground.workload();
        signet = Standalone.start(
                URI.create(database.jdbcUrl().replaceFirst("//", account)),
                null,
                Map.of(
                        "signet.batch-size", workload.batchSize(),
                        "signet.signer.concurrency", workload.concurrency(),
                        "signet.crypto.provider", workload.provider(),
                        "signet.collection.verify", verify),
                ground.home(),
                0);
        signet.services().dispatcher().stop();
        ledger = new Ledger(database);
        feed = new Feed(signet.services().collectionUrl(), signet.services().keyUrl());
        pages = new Pages(signet.services().collectionUrl(), signet.services().keyUrl());
        feed.keys(workload.keys(), workload.algorithm());
    }

    @Override
    public void load() throws IOException, InterruptedException, SQLException {
        feed.records(ground.workload());
        ledger.awaitPlanned();
    }

    @Override
    public void run() throws SQLException, InterruptedException {
        signet.services().dispatcher().start();
        ledger.awaitSigned();
    }

    @Override
    public void settle() throws SQLException, InterruptedException {
        signet.services().dispatcher().stop();
        ledger.awaitKeysFree();
    }

    @Override
    public double slowestPageMillis() throws IOException, InterruptedException {
        return pages.slowestMillis();
    }

    @Override
    public long signatures() throws SQLException {
        return ledger.signatures();
    }

    @Override
    public void close() {
        feed.close();
        signet.close();
    }
}
