package dev.signet.bench.signet;

import dev.signet.audit.AuditApplication;
import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.bench.contest.Memory;
import dev.signet.collection.CollectionApplication;
import dev.signet.dispatch.DispatcherApplication;
import dev.signet.embedded.FreePort;
import dev.signet.key.KeyApplication;
import dev.signet.signing.SigningApplication;
import dev.signet.standalone.Setup;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signet as separate processes over RabbitMQ. Between the runs its dispatcher's process is stopped, so that nothing is handed out. */
public final class ManyProcesses implements Contestant {
    private final Ground ground;
    private final Deque<ServiceProcess> processes = new ArrayDeque<>();
    private final ServiceProcess dispatcher;
    private final Ledger ledger;
    private final Feed feed;
    private final Pages pages;

    /** @param verify which signatures are verified before they are stored */
    public ManyProcesses(Ground ground, String verify) throws Exception {
        this.ground = ground;
        var collection = FreePort.any();
        var keys = FreePort.any();
        var audit = FreePort.any();
        var settings = settings(ground, collection, keys);
        settings.put("signet.collection.verify", verify);
        settings.put("signet.audit-url", url(audit).toString());
        start("audit-service", AuditApplication.class, withFewConnections(settings), audit);
        start("key-service", KeyApplication.class, settings, keys);
        start("collection-service", CollectionApplication.class, settings, collection);
        for (var i = 0; i < ground.workload().workers(); i++) {
            start("signing-service", SigningApplication.class, settings, FreePort.any());
        }
        dispatcher = start("batch-dispatcher", DispatcherApplication.class, settings, FreePort.any());
        for (var process : processes) {
            process.awaitServing();
        }
        dispatcher.signal("STOP");
        ledger = new Ledger(ground.database());
        feed = new Feed(url(collection), url(keys));
        pages = new Pages(url(collection), url(keys));
        feed.keys(ground.workload().keys(), ground.workload().algorithm());
    }

    // All contestants share one server, and this one has nothing to do that is waited for.
    private static Map<String, String> withFewConnections(Map<String, String> settings) {
        var few = new HashMap<>(settings);
        few.put("spring.datasource.hikari.maximum-pool-size", "4");
        return few;
    }

    private static Map<String, String> settings(Ground ground, int collection, int keys) {
        var secrets = ground.home().resolve("secrets");
        var made = Setup.run(Map.of(
                "SIGNET_KEK_FILE", secrets.resolve("kek").toString(),
                "SIGNET_TOKENS_DIR", secrets.resolve("tokens").toString(),
                "SIGNET_OPERATOR_TOKEN_FILE", secrets.resolve("operator").toString()));
        if (made != 0) {
            throw new IllegalStateException("the secrets could not be made");
        }
        var settings = new HashMap<String, String>();
        settings.put("signet.address", "127.0.0.1");
        settings.put("signet.collection-url", url(collection).toString());
        settings.put("signet.key-url", url(keys).toString());
        settings.put("signet.database-url", ground.database().jdbcUrl());
        settings.put("signet.database-user", ground.database().user());
        settings.put("signet.database-password", ground.database().password());
        settings.put("signet.amqp-url", ground.amqpUri());
        settings.put("signet.amqp.profile", "rabbitmq");
        settings.put("signet.kek.file", secrets.resolve("kek").toString());
        settings.put(
                "signet.intake.kek-file",
                secrets.resolve("intake").resolve("kek").toString());
        settings.put("signet.tokens.dir", secrets.resolve("tokens").toString());
        settings.put("signet.statement.dir", secrets.resolve("statement").toString());
        settings.put(
                "signet.audit.key-file", secrets.resolve("audit").resolve("key").toString());
        settings.put(
                "signet.audit.checkpoint-file",
                ground.home().resolve("checkpoints").toString());
        settings.put("signet.crypto.provider", ground.workload().provider());
        settings.put("signet.batch-size", Integer.toString(ground.workload().batchSize()));
        settings.put(
                "signet.signer.concurrency", Integer.toString(ground.workload().concurrency()));
        return settings;
    }

    private ServiceProcess start(String name, Class<?> main, Map<String, String> settings, int port)
            throws IOException {
        var process = ServiceProcess.start(name, main, settings, port, ground.home());
        processes.push(process);
        return process;
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void load() throws IOException, InterruptedException, SQLException {
        feed.records(ground.workload());
        ledger.awaitPlanned();
    }

    @Override
    public void run() throws IOException, SQLException, InterruptedException {
        dispatcher.signal("CONT");
        ledger.awaitSigned();
    }

    @Override
    public void settle() throws IOException, SQLException, InterruptedException {
        ledger.awaitKeysFree();
        dispatcher.signal("STOP");
    }

    @Override
    public double slowestPageMillis() throws IOException, InterruptedException {
        return pages.slowestMillis();
    }

    /** The dispatcher goes on meanwhile, with nothing to hand out: what is stopped does not answer. */
    @Override
    public List<Memory> memory() throws IOException, InterruptedException {
        dispatcher.signal("CONT");
        var memory = new ArrayList<Memory>();
        for (var process : processes) {
            memory.add(process.memory());
        }
        dispatcher.signal("STOP");
        return memory;
    }

    @Override
    public Map<String, Double> processorSeconds() {
        var seconds = new HashMap<String, Double>();
        processes.forEach(process -> seconds.merge(process.name(), process.processorSeconds(), Double::sum));
        return seconds;
    }

    @Override
    public long signatures() throws SQLException {
        return ledger.signatures();
    }

    @Override
    public void close() throws InterruptedException {
        feed.close();
        while (!processes.isEmpty()) {
            processes.pop().end();
        }
    }
}
