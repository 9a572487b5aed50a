package dev.signet.collection.keyring;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import dev.signet.platform.Keyrings;
import dev.signet.platform.NotFound;
import dev.signet.platform.ServiceMain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The keyrings that there are: rows, which are never removed. The setting adds to them and says how large batches are; one that it does not name any
 * more goes on as long as it has records. Another instance may add some, so they are read again now and then, and when one is asked for that is not known.
 */
@Component
@EnableConfigurationProperties({Keyrings.class, BatchSizeProperties.class})
public class KnownKeyrings {
    private static final Logger log = LoggerFactory.getLogger(KnownKeyrings.class);

    private static final String ADD = "SELECT add_keyring(:name)";
    private static final String ALL = "SELECT number, name FROM keyring ORDER BY number";

    private final JdbcClient jdbc;
    private final Keyrings settings;
    private final BatchSizeProperties sizes;
    private volatile Rows rows = new Rows(List.of());

    KnownKeyrings(JdbcClient jdbc, Keyrings settings, BatchSizeProperties sizes) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.sizes = sizes;
        read();
        settings.all().stream().filter(name -> rows.find(name).isEmpty()).forEach(this::add);
    }

    private void add(KeyringName name) {
        var number =
                jdbc.sql(ADD).param("name", name.value()).query(Integer.class).single();
        log.info("Keyring {} is there now; its records have ids from {} on", name, new Keyring(number, name).first());
        read();
    }

    // One after the other: what was read earlier must not replace what was read later.
    private synchronized Rows read() {
        rows = new Rows(jdbc.sql(ALL)
                .query((row, _) -> new Keyring(row.getInt("number"), new KeyringName(row.getString("name"))))
                .list());
        return rows;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void readAgain() {
        try {
            read();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Keyrings cannot be read now: {}", ServiceMain.reason(e));
        }
    }

    /** In the order of their numbers, {@code default} first. */
    public List<Keyring> all() {
        return rows.all();
    }

    public Optional<Keyring> find(KeyringName name) {
        return rows.find(name).or(() -> read().find(name));
    }

    /** The one that this text names; empty when none has such a name, which not every text can be. */
    public Optional<Keyring> find(String name) {
        try {
            return find(new KeyringName(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The one that a request names, {@code default} if it names none. */
    public Keyring named(Optional<String> name) {
        return name.map(given -> find(given).orElseThrow(() -> unknown(given))).orElse(Keyring.DEFAULT);
    }

    private static NotFound unknown(String name) {
        return new NotFound(
                "There is no keyring %s; GET /api/v1/keyrings lists those that there are, and SIGNET_KEYRINGS of collection-service adds to them."
                        .formatted(name));
    }

    /** The name of one that a row refers to. */
    public KeyringName nameOf(int number) {
        var known = rows.all();
        var current = number < known.size() ? known : read().all();
        return current.get(number).name(); // numbers have no gaps
    }

    /** Whose record this is. */
    public KeyringName nameOf(RecordId record) {
        return nameOf(Keyring.numberOf(record.value()));
    }

    /** How many records a batch of its next run has. */
    public int batchSize(Keyring keyring) {
        return settings.batchSize(keyring.name()).orElse(sizes.batchSize());
    }

    private record Rows(List<Keyring> all, Map<KeyringName, Keyring> byName) {
        Rows(List<Keyring> all) {
            this(List.copyOf(all), all.stream().collect(toMap(Keyring::name, identity())));
        }

        Optional<Keyring> find(KeyringName name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}
