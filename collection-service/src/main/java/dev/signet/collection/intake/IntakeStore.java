package dev.signet.collection.intake;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.signet.collection.intake.mask.MaskSecrets;
import dev.signet.collection.intake.row.IntakeCounts;
import dev.signet.collection.intake.row.IntakeRows;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.record.RecordWriter;
import dev.signet.platform.CrashPoint;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Stores the records of a group of messages, each message once for ever. */
@Repository
class IntakeStore {
    // Sorted, so that two services with overlapping groups wait for each other in one order.
    private static final String REMEMBER = """
            INSERT INTO intake_message (message_id)
            SELECT DISTINCT id FROM unnest(:ids::text[]) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING message_id
            """;

    private static final String SEEN_BEFORE = """
            SELECT message_id FROM intake_message WHERE message_id = ANY(:ids::text[])
            """;

    private static final String IS_THERE = "SELECT 1";

    private final JdbcClient jdbc;
    private final PlanningLock planning;
    private final MaskSecrets secrets;
    private final RecordWriter records;
    private final IntakeRows rows;
    private final IntakeCounts counts;

    IntakeStore(
            JdbcClient jdbc,
            PlanningLock planning,
            MaskSecrets secrets,
            RecordWriter records,
            IntakeRows rows,
            IntakeCounts counts) {
        this.jdbc = jdbc;
        this.planning = planning;
        this.secrets = secrets;
        this.records = records;
        this.rows = rows;
        this.counts = counts;
    }

    /**
     * Returns those that are new.
     *
     * @param maskVersion what the typed ones among them were masked with
     */
    @Transactional
    List<Arrival> store(List<Arrival> group, int maskVersion) {
        byKeyring(group).keySet().forEach(planning::shared);
        var typed = group.stream().flatMap(arrival -> arrival.row().stream()).toList();
        if (!typed.isEmpty() && !secrets.holdCurrent(maskVersion)) {
            throw new MaskSuperseded(maskVersion);
        }
        var fresh = fresh(group);
        byKeyring(fresh).forEach(this::append);
        if (!typed.isEmpty()) {
            counts.stored(
                    typed,
                    fresh.stream().flatMap(arrival -> arrival.row().stream()).toList());
        }
        if (!fresh.isEmpty()) {
            CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_INTAKE, CrashPoint.COLLECTION_TAKEN_IN);
        }
        return fresh;
    }

    /** Those of each keyring, in the order of their numbers, as whoever takes more than one lock does. */
    static SortedMap<Keyring, List<Arrival>> byKeyring(List<Arrival> arrivals) {
        return arrivals.stream()
                .collect(groupingBy(Arrival::keyring, () -> new TreeMap<>(comparingInt(Keyring::number)), toList()));
    }

    private void append(Keyring keyring, List<Arrival> arrivals) {
        var ids = records.appendEach(
                keyring,
                arrivals.stream()
                        .map(arrival -> arrival.payload().unsafeArray())
                        .toList());
        rows.add(ids, arrivals.stream().map(Arrival::row).toList());
    }

    // Removed when taken, so that a message that is twice in the group counts once.
    private List<Arrival> fresh(List<Arrival> group) {
        var unseen = new HashSet<>(jdbc.sql(REMEMBER)
                .param("ids", group.stream().map(Arrival::identity).toArray(String[]::new))
                .query(String.class)
                .list());
        var former = seenBefore(group);
        return group.stream()
                .filter(arrival ->
                        unseen.remove(arrival.identity()) && Collections.disjoint(former, arrival.formerIdentities()))
                .toList();
    }

    private Set<String> seenBefore(List<Arrival> group) {
        var former = group.stream()
                .flatMap(arrival -> arrival.formerIdentities().stream())
                .toArray(String[]::new);
        return former.length == 0
                ? Set.of()
                : new HashSet<>(jdbc.sql(SEEN_BEFORE)
                        .param("ids", former)
                        .query(String.class)
                        .list());
    }

    /**
     * Counts typed messages that were put aside, and makes sure that they can be opened again: somebody may have dropped what they were sealed under.
     *
     * @param types the names of their types, of those that there are
     */
    @Transactional
    void parked(List<String> types, int maskVersion) {
        if (!secrets.holdAlive(maskVersion)) {
            throw new MaskSuperseded(maskVersion);
        }
        counts.parked(types);
    }

    /** Throws while the database is away. */
    void probe() {
        jdbc.sql(IS_THERE).query(Integer.class).single();
    }
}
