package dev.signet.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.progress.Watch.Outcome;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerUnreachable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TickingClock clock = new TickingClock();

    /** One second later at each look. */
    private static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T09:14:00Z");
        private Duration step = Duration.ofSeconds(1);

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Terminal terminal(boolean interactive, boolean color, int width) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                clock,
                interactive,
                color,
                () -> width);
    }

    private static Progress sample(String state, long signed, long total) {
        return Json.MAPPER.readValue("""
                {"asOf":"sample %d","state":"%s","runId":"1","batchSize":100,"elapsedSeconds":31.4,
                 "records":{"total":%d,"signed":%d,"quarantined":0,"unplanned":0},
                 "batches":{"total":1000,"signed":%d},"keys":{"free":92,"leased":8,"disabled":0},"ratePerSecond":2000}
                """.formatted(signed, state, total, signed, signed / 100), Progress.class);
    }

    private static ProgressSource source(Object... readings) {
        Deque<Object> left = new ArrayDeque<>(Arrays.asList(readings));
        return () -> switch (left.size() > 1 ? left.remove() : left.element()) {
            case Progress progress -> progress;
            case ServerUnreachable away -> throw away;
            case Object other -> throw new IllegalArgumentException(other.toString());
        };
    }

    private static ServerUnreachable away() {
        try (var server = Server.at("http://localhost:1")) {
            server.get("api/v1/progress", Progress.class);
            throw new IllegalStateException("something answers on port 1");
        } catch (ServerUnreachable e) {
            return e;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome watch(Terminal terminal, Object... readings) throws InterruptedException {
        return new Watch(source(readings), WatchView.on(terminal), Duration.ofMillis(1))
                .untilFinished(Duration.ofSeconds(20));
    }

    private List<String> outLines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> errLines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void plainLinesComeEveryFivePercentWithAnEstimateAfterThreeSamples() throws Exception {
        clock.step = Duration.ofMillis(10);
        var outcome = watch(
                terminal(false, false, 80),
                sample("RUNNING", 5_000, 100_000),
                sample("RUNNING", 6_000, 100_000),
                sample("RUNNING", 10_000, 100_000),
                sample("COMPLETED", 100_000, 100_000));

        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        assertThat(outLines())
                .containsExactly(
                        "09:14:00    5%    5,000 / 100,000     2,000/s   calculating…   50/1,000 batches, 8 keys in use",
                        "09:14:00   10%   10,000 / 100,000     2,000/s   ETA 45s        100/1,000 batches, 8 keys in use",
                        "09:14:00  100%  100,000 / 100,000     3,185/s   took 31.4s     1,000/1,000 batches, 8 keys in use");
    }

    @Test
    void plainLinesComeEveryFiveSecondsWhenNothingMoves() throws Exception {
        var stuck = sample("RUNNING", 5_000, 100_000);

        watch(
                terminal(false, false, 80),
                stuck,
                stuck,
                stuck,
                stuck,
                stuck,
                stuck,
                stuck,
                stuck,
                sample("COMPLETED", 100_000, 100_000));

        assertThat(outLines()).hasSize(3);
    }

    @Test
    void waitingForRecordsIsSaidOnce() throws Exception {
        var idle = Json.MAPPER.readValue("{\"state\":\"IDLE\"}", Progress.class);

        watch(terminal(false, false, 80), idle, idle, idle, sample("COMPLETED", 10, 10));

        assertThat(errLines()).singleElement().asString().endsWith("waiting for records");
    }

    @Test
    void serverThatGoesAwayIsSaidOnceAndWaitedFor() throws Exception {
        var outcome = watch(
                terminal(false, false, 80), away(), away(), sample("RUNNING", 5, 10), sample("COMPLETED", 10, 10));

        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        assertThat(errLines()).hasSize(2);
        assertThat(errLines().getFirst()).endsWith("http://localhost:1 does not answer, retrying");
        assertThat(errLines().getLast()).endsWith("signing");
    }

    @Test
    void stalledRunSaysWhy() throws Exception {
        var stalled = Json.MAPPER.readValue("""
                {"state":"STALLED","reason":"there are no keys","runId":"1","records":{"total":10}}
                """, Progress.class);

        watch(terminal(false, false, 80), stalled, stalled, sample("COMPLETED", 10, 10));

        assertThat(errLines()).singleElement().asString().endsWith("stalled: there are no keys");
    }

    @Test
    void pausedRunHasNoTimeLeftAndSaysHowItGoesOn() throws Exception {
        var paused = Json.MAPPER.readValue("""
                {"state":"PAUSED","runId":"7","records":{"total":10,"signed":5},"ratePerSecond":3}
                """, Progress.class);

        watch(terminal(false, false, 80), paused, paused, sample("COMPLETED", 10, 10));

        assertThat(errLines()).singleElement().asString().endsWith("run 7 is paused; 'run resume 7' lets it go on");
        assertThat(outLines().getFirst()).contains(" 50%", "paused").doesNotContain("ETA");
    }

    @Test
    void runIsNotOverWhileRecordsWaitForTheNext() throws Exception {
        var waiting = Json.MAPPER.readValue("""
                {"state":"COMPLETED","runId":"1","records":{"total":13,"signed":10,"unplanned":3}}
                """, Progress.class);

        var outcome = new Watch(source(waiting), WatchView.on(terminal(false, false, 80))).untilFinished(Duration.ZERO);

        assertThat(outcome).isInstanceOf(Outcome.OutOfTime.class);
    }

    @Test
    void endThatWasThereBeforeIsNotBelievedUntilASampleIsNewer() throws Exception {
        var before = Json.MAPPER.readValue("{\"asOf\":\"1\",\"state\":\"COMPLETED\"}", Progress.class);
        var after = Json.MAPPER.readValue("{\"asOf\":\"2\",\"state\":\"RUNNING\"}", Progress.class);

        assertThat(new NewSamples(source(before, before, after)).read()).isEqualTo(after);
    }

    @Test
    void quarantinedRecordsAreNamed() throws Exception {
        var completed = Json.MAPPER.readValue("""
                {"state":"COMPLETED_WITH_QUARANTINE","runId":"1","records":{"total":100,"signed":99,"quarantined":1},
                 "quarantinedRecords":["42"]}
                """, Progress.class);

        watch(terminal(false, false, 80), completed);

        assertThat(outLines()).singleElement().asString().contains(" 99%", "1 quarantined");
        assertThat(errLines()).singleElement().asString().endsWith("1 record could not be signed: 42");
    }

    @Test
    void timeThatRunsOutIsToldFromAServerThatNeverWasThere() throws Exception {
        var view = WatchView.on(terminal(false, false, 80));

        var never = new Watch(source(away()), view).untilFinished(Duration.ZERO);
        var unfinished = new Watch(source(sample("RUNNING", 1, 10)), view).untilFinished(Duration.ZERO);

        assertThat(never).isInstanceOf(Outcome.NeverReached.class);
        assertThat(unfinished).isInstanceOf(Outcome.OutOfTime.class);
    }

    @Test
    void barIsRedrawnInPlaceAndFitsTheTerminal() throws Exception {
        watch(terminal(true, false, 60), sample("RUNNING", 50_000, 100_000), sample("COMPLETED", 100_000, 100_000));

        var drawn = out.toString(StandardCharsets.UTF_8);
        assertThat(drawn).contains("50%   50,000 / 100,000").contains("\033[2A").contains("took 31.4s");
        assertThat(drawn.replaceAll("\033\\[[0-9]*[A-Za-z]|\r", "").lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(60));
    }

    @Test
    void barIsColouredOnlyWhereThatIsWelcome() throws Exception {
        watch(terminal(true, true, 100), sample("COMPLETED", 10, 10));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\033[32m█");
        out.reset();

        watch(terminal(true, false, 100), sample("COMPLETED", 10, 10));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("█").doesNotContain("\033[32m");
    }

    @Test
    void barIsDrawnAtMostTenTimesASecond() throws Exception {
        clock.step = Duration.ofMillis(40);
        var readings = new Object[21];
        Arrays.fill(readings, sample("RUNNING", 5, 10));
        readings[20] = sample("COMPLETED", 10, 10);

        watch(terminal(true, false, 100), readings);

        assertThat(out.toString(StandardCharsets.UTF_8).split(" 50%", -1)).hasSizeLessThan(15);
    }

    @Test
    void figuresOfABrokenServerStayWithinReason() {
        var odd = Json.MAPPER.readValue("""
                {"state":"RUNNING","runId":"1","records":{"total":10,"signed":20},"etaSeconds":-5,"ratePerSecond":-1,"elapsedSeconds":-1}
                """, Progress.class);

        assertThat(odd.percent()).isEqualTo(100);
        assertThat(odd.eta()).contains(Duration.ZERO);
        assertThat(odd.elapsed()).isZero();
        assertThat(Figures.rate(odd.ratePerSecond())).isEqualTo("0/s");
    }
}
