package dev.signet.collection;

import com.zaxxer.hikari.HikariDataSource;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.collection.progress.KeyringView;
import dev.signet.collection.record.PlanningLock;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import dev.signet.platform.outbox.Outbox;
import dev.signet.platform.outbox.OutboxProperties;
import dev.signet.platform.statement.Statements;
import dev.signet.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The core of the protocol on a real, fresh database, without web, broker or background threads: the test decides what happens when. */
public final class Protocol implements AutoCloseable {
    // Most tests are about what becomes of signatures, whatever is in them.
    private static final Map<String, Object> UNVERIFIED = Map.of("signet.collection.verify", "off");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TestDatabase database = TestDatabase.fresh();

    private Protocol(Map<String, Object> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("default", UNVERIFIED));
        context.registerBean(TestDatabase.class, () -> database);
        context.register(Beans.class);
        context.refresh();
    }

    /** @param properties each as {@code name=value} */
    public static Protocol start(String... properties) {
        return new Protocol(Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return get(JdbcClient.class);
    }

    public TestDatabase database() {
        return database;
    }

    /** How many keys key-service is said to have. */
    public void keys(int usable) {
        keys(Keyring.DEFAULT, usable);
    }

    /** How many keys of this keyring key-service is said to have. */
    public void keys(Keyring keyring, int usable) {
        get(UsableKeys.class).of().put(keyring.name(), usable);
    }

    /** One that the settings of this test name. */
    public Keyring keyring(String name) {
        return get(KnownKeyrings.class).find(name).orElseThrow();
    }

    /** Runs in a transaction of this thread. */
    public <T> T inTransaction(Supplier<T> work) {
        return get(TransactionTemplate.class).execute(_ -> work.get());
    }

    /** Runs in another thread, and so in another transaction. */
    public <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    /** Commits so many records of a few bytes each. */
    public void records(int count) {
        records(Keyring.DEFAULT, count);
    }

    /** As {@link #records(int)}, in this keyring. */
    public void records(Keyring keyring, int count) {
        inTransaction(() -> {
            get(PlanningLock.class).shared(keyring);
            return jdbc().sql("""
                            INSERT INTO record (id, payload)
                            SELECT nextval((SELECT ids FROM keyring WHERE number = :keyring)), convert_to('{"n":' || n || '}', 'UTF8')
                              FROM generate_series(1, :count) n
                            """)
                    .param("keyring", keyring.number())
                    .param("count", count)
                    .update();
        });
    }

    /** A batch of so many new records, whose ids have gaps, in the run that is on. */
    public BatchId batch(int size) {
        return batch(Keyring.DEFAULT, size);
    }

    /** As {@link #batch(int)}, in this keyring. */
    public BatchId batch(Keyring keyring, int size) {
        jdbc().sql("SELECT setval(ids, nextval(ids) + 10) FROM keyring WHERE number = :keyring")
                .param("keyring", keyring.number())
                .query(Long.class)
                .single();
        records(keyring, size);
        jdbc().sql("""
                        INSERT INTO run (keyring, batch_size)
                        SELECT :keyring, :size
                         WHERE NOT EXISTS (SELECT FROM run WHERE keyring = :keyring AND state = 'RUNNING')
                        """).param("keyring", keyring.number()).param("size", size).update();
        jdbc().sql(
                        "INSERT INTO run_counter (run_id, slot) SELECT id, slot FROM run, generate_series(0, 15) slot ON CONFLICT DO NOTHING")
                .update();
        return jdbc().sql("""
                        WITH new AS (SELECT id FROM record WHERE id < :past ORDER BY id DESC LIMIT :size),
                             moved AS (UPDATE planned SET through = (SELECT max(id) FROM new) WHERE keyring = :keyring)
                        INSERT INTO batch (run_id, keyring, first_record_id, last_record_id, size)
                        SELECT (SELECT id FROM run WHERE keyring = :keyring AND state = 'RUNNING'), :keyring, min(id), max(id), count(*)
                          FROM new
                        RETURNING id
                        """)
                .param("keyring", keyring.number())
                .param("past", keyring.past())
                .param("size", size)
                .query((row, _) -> new BatchId(row.getLong("id")))
                .single();
    }

    /** A batch of so many new records of so many bytes each, in the last run. */
    public BatchId batchOf(int count, int bytes) {
        return jdbc().sql("""
                        WITH large AS (INSERT INTO record (payload)
                                       SELECT convert_to(repeat('x', :bytes), 'UTF8') FROM generate_series(1, :count)
                                       RETURNING id)
                        INSERT INTO batch (run_id, first_record_id, last_record_id, size)
                        SELECT (SELECT max(id) FROM run), min(id), max(id), count(*) FROM large
                        RETURNING id
                        """)
                .param("bytes", bytes)
                .param("count", count)
                .query((row, _) -> new BatchId(row.getLong("id")))
                .single();
    }

    /** From the next record on so many ids share a range. */
    public void rangesOf(int size) {
        jdbc().sql("UPDATE id_range SET size = :size").param("size", size).update();
        count("SELECT setval('record_id', (SELECT past - 1 FROM id_range WHERE keyring = 0))");
        count("SELECT make_partitions()");
    }

    /** How many rows of this table the work reads, by plans like the service's own. */
    public long rowsRead(String table, Runnable work) {
        var read = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = '" + table + "'";
        return inTransaction(() -> {
            planAsTheServiceDoes();
            var before = count(read);
            work.run();
            return count(read) - before;
        });
    }

    private void planAsTheServiceDoes() {
        jdbc().sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
        jdbc().sql("SET LOCAL enable_seqscan = off").update();
        jdbc().sql("SET LOCAL enable_bitmapscan = off").update();
    }

    /** The ranges of this table that the work looks into, by plans like the service's own. */
    public List<String> rangesTouched(String table, Runnable work) {
        return inTransaction(() -> {
            planAsTheServiceDoes();
            var before = scans(table);
            work.run();
            var after = scans(table);
            return after.entrySet().stream()
                    .filter(range -> range.getValue() > before.getOrDefault(range.getKey(), 0L))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        });
    }

    private Map<String, Long> scans(String table) {
        var scans = new HashMap<String, Long>();
        jdbc().sql(
                        "SELECT relname, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables WHERE relname LIKE :name")
                .param("name", table + "\\_%")
                .query(row -> {
                    scans.put(row.getString(1), row.getLong(2));
                });
        return scans;
    }

    public long[] recordIdsOf(BatchId batch) {
        return jdbc()
                .sql(
                        "SELECT r.id FROM record r JOIN batch b ON r.id BETWEEN b.first_record_id AND b.last_record_id WHERE b.id = :id ORDER BY r.id")
                .param("id", batch.value())
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    public String stateOf(BatchId batch) {
        return jdbc().sql("SELECT state FROM batch WHERE id = :id")
                .param("id", batch.value())
                .query(String.class)
                .single();
    }

    /** One number from the database. */
    public long count(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    /** The sum of a progress counter. */
    public long counter(String column) {
        return count("SELECT coalesce(sum(" + column + "), 0) FROM run_counter");
    }

    /** The ids and outcomes of the events that are on their way to the audit log. */
    public List<String> told() {
        return jdbc().sql(
                        "SELECT format('%s %s', event ->> 'id', coalesce(event ->> 'outcome', 'null')) FROM outbox ORDER BY id")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    @Override
    public void close() {
        context.close();
    }

    /** What key-service is said to have. */
    record UsableKeys(Map<KeyringName, Integer> of) {
        KeyringSummary summary() {
            var keyrings = of.entrySet().stream()
                    .map(keys -> new KeyringSummary.Keys(keys.getKey(), keys.getValue(), 0, 0))
                    .toList();
            var free = keyrings.stream().mapToInt(KeyringSummary.Keys::free).sum();
            return new KeyringSummary(free, 0, 0, 0, 0, 0, 0, 0, 0, Optional.of(keyrings));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ConfigurationPropertiesScan({
        "dev.signet.collection.batch",
        "dev.signet.collection.dispatch",
        "dev.signet.collection.run",
        "dev.signet.collection.signature"
    })
    @ComponentScan(
            basePackages = {
                "dev.signet.collection.batch",
                "dev.signet.collection.dispatch",
                "dev.signet.collection.run",
                "dev.signet.collection.signature"
            },
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(Controller|Loop|AtStart|IT.*)"))
    @Import({PlanningLock.class, KnownKeyrings.class})
    static class Beans {
        @Bean
        HikariDataSource dataSource(TestDatabase database) {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setSchema("collection");
            pool.setConnectionInitSql("SET search_path TO collection, public");
            pool.setMaximumPoolSize(6);
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.user(), database.password())
                    .locations("classpath:db/collection-service")
                    .schemas("collection")
                    .load()
                    .migrate();
            return pool;
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        /** What is written into it stays there. */
        @Bean
        Outbox outbox(JdbcClient jdbc) {
            var settings = new OutboxProperties(URI.create("http://nowhere.invalid"), true, Duration.ZERO);
            return new Outbox(jdbc, new JsonMapper(), Clock.systemUTC(), "collection-service", settings, () -> {});
        }

        @Bean
        TestKeyring testKeyring() {
            return new TestKeyring();
        }

        @Bean
        Statements statements() {
            return Issuers.of("collection-service");
        }

        @Bean
        UsableKeys usableKeys() {
            return new UsableKeys(new ConcurrentHashMap<>());
        }

        @Bean
        KeyringView keyring(UsableKeys usable) {
            return () -> Optional.of(usable.summary());
        }
    }
}
