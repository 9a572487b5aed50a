package dev.signet.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.RunningAudit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every search answers what looking at every event would: over more events than are looked at one by one. */
class SearchIT {
    private static final int COUNT = 25_000;
    private static final List<Sample> ALL = new ArrayList<>();

    private static RunningAudit audit;

    /** Where something is rare, frequent, only long ago, or only of late. */
    private record Sample(
            long seq,
            String source,
            String id,
            String type,
            String subject,
            String actor,
            String outcome,
            int customer) {
        static Sample of(int i, Random random) {
            var rare = random.nextInt(1000) == 0;
            var customer = i < 3_000 ? 1 : random.nextInt(2_000);
            return new Sample(
                    i,
                    "/source-" + random.nextInt(3),
                    "id-" + i,
                    (i < 5_000 ? "old." : i > 24_000 ? "new." : "com.example.")
                            + (rare ? "rare" : "kind-" + random.nextInt(4)),
                    "subject-" + random.nextInt(5_000),
                    rare ? "root" : "actor-" + random.nextInt(10),
                    i < 2_000 ? "denied" : customer % 400 == 0 ? "failure" : "success",
                    customer);
        }

        String event() {
            return """
                    {"specversion":"1.0","id":"%s","source":"%s","type":"%s","subject":"%s","actor":"%s","outcome":"%s",
                     "data":{"customer":{"id":%s,"name":"Name \\"%d\\""},"even":%b,"tags":["t%d","all"]}}
                    """.formatted(
                            id,
                            source,
                            type,
                            subject,
                            actor,
                            outcome,
                            customer % 2 == 0 ? "" + customer : "\"" + customer + "\"",
                            customer,
                            customer % 2 == 0,
                            customer % 7);
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory, "--signet.audit.search-patience=0ms"); // each stride is a page's last
        var random = new Random(7);
        IntStream.range(0, COUNT).forEach(i -> ALL.add(Sample.of(i, random)));
        for (var first = 0; first < COUNT; first += 5_000) {
            var answer = audit.submitAll(ALL.subList(first, first + 5_000).stream()
                    .map(Sample::event)
                    .toList());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                      | ",
                "type=com.example.kind-1               | type=com.example.kind-1",
                "type=com.example.*                    | type=com.example.",
                "type=old.*                            | type=old.",
                "type=old.rare                         | type=old.rare",
                "type=new.kind-0                       | type=new.kind-0",
                "type=*                                | ",
                "type=nothing.*                        | type=nothing",
                "source=/source-1                      | source=/source-1",
                "subject=subject-17                    | subject=subject-17",
                "actor=root                            | actor=root",
                "actor=nobody                          | actor=nobody",
                "actor=actor-3&type=old.*              | actor=actor-3,type=old.",
                "actor=root&source=/source-2           | actor=root,source=/source-2",
                "outcome=success                       | outcome=success",
                "outcome=failure                       | outcome=failure",
                "outcome=denied                        | outcome=denied",
                "outcome=unheard-of                    | outcome=unheard-of",
                "outcome=failure&source=/source-1      | outcome=failure,source=/source-1",
                "outcome=failure&type=com.example.*    | outcome=failure,type=com.example.",
                "outcome=denied&type=new.*             | outcome=denied,type=new.",
                "outcome=success&type=old.*            | outcome=success,type=old.",
                "source=/source-1&type=old.kind-1      | source=/source-1,type=old.kind-1",
                "source=/source-1&subject=subject-17   | source=/source-1,subject=subject-17",
                "outcome=failure&data.even=true        | outcome=failure,even=true",
                "data.customer.id=1                    | customer=1",
                "data.customer.id=4                    | customer=4",
                "data.customer.id=1999                 | customer=1999",
                "data.customer.id=-1                   | customer=-1",
                "data.customer.id=1&type=old.kind-2    | customer=1,type=old.kind-2",
                "data.even=true                        | even=true",
                "data.tags=t3&data.even=false          | tag=3,even=false",
                "data.customer.id=1&data.customer.id=4 | customer=1,customer=4",
            })
    void everySearchFindsWhatThereIsTheNewestFirst(String query, String expected) {
        var wanted = ALL.stream()
                .filter(sample -> matches(sample, expected))
                .sorted(Comparator.comparingLong(Sample::seq).reversed())
                .map(Sample::seq)
                .toList();

        var found = new ArrayList<Long>();
        var limit = wanted.size() > 2_000 ? 500 : 37;
        var parameters = query == null ? "" : "&" + query;
        for (var cursor = ""; cursor != null; ) {
            var page = audit.getJson("/api/v1/events?limit=" + limit + parameters + cursor);
            page.get("items")
                    .valueStream()
                    .forEach(item ->
                            found.add(Long.parseLong(item.get("logindex").asString())));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : null;
        }

        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void searchForThingsThatNeverMetEndsInTimeAndSaysHowFarItHasCome() {
        var page = audit.getJson("/api/v1/events?outcome=denied&type=new.*");

        assertThat(page.get("items")).isEmpty();
        assertThat(page.has("next")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"outcome=success", "outcome=success,source=/source-1", "outcome=success,type=com.example.kind-1"
            })
    void nothingIsLeftOutWhereOneStrideEndsAndTheNextBegins(String expected) {
        var source = expected.contains("source=") ? "/source-1" : null;
        var types = expected.contains("type=") ? List.of("com.example.kind-1") : null;
        var filter = new EventFilter(types, source, null, null, "success", null);
        var strides = new Strides(audit.jdbc(), new Moments(audit.jdbc()), new SearchProperties(Duration.ZERO));

        var found = new ArrayList<Long>();
        for (var end = Optional.of((long) COUNT); end.isPresent(); ) {
            var page = strides.newest(filter, new SeqRange(0, end.get()), COUNT);
            page.entries().forEach(entry -> found.add(entry.seq()));
            end = page.lookedDownTo();
        }

        assertThat(found.reversed())
                .isEqualTo(ALL.stream()
                        .filter(sample -> matches(sample, expected))
                        .map(Sample::seq)
                        .toList());
    }

    @Test
    void valueIsFoundHoweverItIsWritten() {
        var name = URLEncoder.encode("Name \"4\"", StandardCharsets.UTF_8);

        assertThat(audit.getJson("/api/v1/events?limit=1&data.customer.name=" + name)
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void timesAreThoseAtWhichTheLogGotThem() {
        var middle = audit.getJson("/api/v1/events/12000").get("receivedtime").asString();
        var first = audit.jdbc()
                .sql("SELECT min(seq) FROM event WHERE received_at = (SELECT received_at FROM event WHERE seq = 12000)")
                .query(Long.class)
                .single();

        assertThat(newest("to=" + middle)).isEqualTo(first - 1);
        assertThat(newest("from=" + middle)).isEqualTo(COUNT - 1);
        assertThat(newest("type=com.example.*&to=" + middle)).isLessThan(first);
        assertThat(audit.getJson("/api/v1/exports/events.ndjson?from=9999-01-01T00:00:00Z")
                        .toString())
                .isEqualTo("{\"end\":true,\"count\":0}");
        assertThat(audit.get("/api/v1/exports/events.ndjson?from=" + middle)
                        .body()
                        .lines()
                        .count())
                .isEqualTo(COUNT - first + 1);
    }

    @Test
    void eventIsFoundByItsSourceAndId() {
        var sample = ALL.get(123);
        var found = audit.getJson("/api/v1/events?source=%s&id=%s".formatted(sample.source(), sample.id()));

        assertThat(found.get("items"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("logindex").asString()).isEqualTo("123"));
        assertThat(audit.getJson("/api/v1/events?source=/nobody&id=id-1").get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "outcome=denied&type=old.*&to=9999-01-01T00:00:00Z&data.customer.id=1, 1",
        "outcome=success, 0",
        "type=new.*, 0",
        "actor=nobody, 0",
        "data.customer.id=2, 0",
        "to=2000-01-01T00:00:00Z, 0",
        "from=9999-01-01T00:00:00Z, 0"
    })
    void eventThatIsFoundByItsIdIsAlsoAsItIsAskedFor(String query, int found) {
        var sample = ALL.get(123);

        assertThat(audit.getJson("/api/v1/events?source=%s&id=%s&%s".formatted(sample.source(), sample.id(), query))
                        .get("items"))
                .hasSize(found);
    }

    @Test
    void rareOutcomeHasAnIndex() {
        audit.tamper("ANALYZE event");
        var partition = audit.jdbc()
                .sql("SELECT tableoid::regclass::text FROM event WHERE seq = 0")
                .query(String.class)
                .single();
        var rare = new EventFilter(null, null, null, null, "failure", null);

        var plan = rare.bind(audit.jdbc().sql("""
                        EXPLAIN SELECT seq FROM event WHERE %s ORDER BY received_at DESC, seq DESC LIMIT 50
                        """.formatted(rare.indexed().orElseThrow())))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();

        assertThat(plan).anyMatch(line -> line.contains(partition + "_outcome_received_at_seq_idx"));
    }

    static Stream<Arguments> oneOfEachColumn() {
        return Stream.of(
                Arguments.of("source", new EventFilter(null, "/source-1", null, null, null, null)),
                Arguments.of("subject", new EventFilter(null, null, "subject-1", null, null, null)),
                Arguments.of("actor", new EventFilter(null, null, null, "actor-1", null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachColumn")
    void columnIsSearchedByItsHashAndInOrder(String column, EventFilter filter) {
        audit.tamper("ANALYZE event");

        var plan = filter.bind(audit.jdbc().sql("""
                        EXPLAIN SELECT seq FROM event WHERE %s ORDER BY received_at DESC, seq DESC LIMIT 10
                        """.formatted(filter.indexed().orElseThrow())))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();

        assertThat(plan)
                .anyMatch(line -> line.contains("Index Cond: (hashtextextended(" + column))
                .noneMatch(line -> line.contains("Sort"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exports/events.ndjson?source=/source-1&id=id-123",
                "exports/events.ndjson?limit=10",
                "exports/events.ndjson?cursor=10",
                "events/stream?source=/source-1&id=id-123",
                "events/stream?from=2026-11-30T17:31:00Z",
                "events/stream?to=2026-11-30T17:31:00Z"
            })
    void whatWouldBeIgnoredIsRefused(String request) {
        var answer = audit.get("/api/v1/" + request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no such parameter here; there are actor, ");
    }

    @ParameterizedTest
    @CsvSource({
        "id=1, An id is one of its source",
        "kind=x, There is no such parameter",
        "limit=0, limit must be from 1 to 500",
        "cursor=x, cursor is not one that this list gave out",
        "from=yesterday, from must be of the form",
        "type=%00, U+0000 is in no event",
        "data.=1, A value inside data is asked for as in"
    })
    void whatMakesNoSenseIsSaid(String query, String detail) {
        var answer = audit.get("/api/v1/events?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(audit.get("/api/v1/events/" + COUNT).statusCode()).isEqualTo(404);
        assertThat(audit.get("/api/v1/events/x").statusCode()).isEqualTo(400);
    }

    private static long newest(String query) {
        return Long.parseLong(audit.getJson("/api/v1/events?limit=1&" + query)
                .get("items")
                .get(0)
                .get("logindex")
                .asString());
    }

    private static boolean matches(Sample sample, String expected) {
        return expected == null
                || List.of(expected.split(",")).stream().allMatch(condition -> {
                    var wanted = condition.substring(condition.indexOf('=') + 1);
                    return switch (condition.substring(0, condition.indexOf('='))) {
                        case "type" -> sample.type().startsWith(wanted);
                        case "source" -> sample.source().equals(wanted);
                        case "subject" -> sample.subject().equals(wanted);
                        case "actor" -> sample.actor().equals(wanted);
                        case "outcome" -> sample.outcome().equals(wanted);
                        case "customer" -> sample.customer() == Integer.parseInt(wanted);
                        case "even" -> (sample.customer() % 2 == 0) == Boolean.parseBoolean(wanted);
                        case "tag" -> sample.customer() % 7 == Integer.parseInt(wanted);
                        default -> throw new IllegalArgumentException(condition);
                    };
                });
    }
}
