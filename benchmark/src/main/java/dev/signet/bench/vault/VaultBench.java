package dev.signet.bench.vault;

import dev.signet.bench.contest.Database;
import dev.signet.embedded.Directories;
import dev.signet.embedded.EmbeddedBroker;
import dev.signet.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet bench vault}: one caller, one payload after the other, in turns. */
@Command(
        name = "signet bench vault",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how fast one caller stores payloads and gets them back: in the vault; the same bytes as records, without encryption and",
            "without a vault; and by AES-256-GCM alone, from memory to memory. One PostgreSQL with its durability on, services in this JVM."
        })
public final class VaultBench implements Callable<Integer> {
    private static final double MIB = 1024 * 1024;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            split = ",",
            defaultValue = "1024,1048576,67108864",
            description = "of each payload (${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds; the fastest counts (${DEFAULT-VALUE})")
    private int repeat;

    /** Seconds per payload. */
    private record Round(double put, double get) {
        Round best(Round other) {
            return new Round(Math.min(put, other.put), Math.min(get, other.get));
        }
    }

    @Override
    public Integer call() throws Exception {
        var home = Files.createTempDirectory("signet-bench-vault-");
        try (var server = EmbeddedPostgres.start();
                var broker = EmbeddedBroker.start();
                var services = new VaultServices(
                        new Database(server.createDatabase("signet"), server.user(), server.password()),
                        broker.amqpUri(),
                        home);
                var cipher = new CipherAlone();
                var plain = new PlainRecords(services.collection());
                var vault = new InVault(services.vault())) {
            var ways = new LinkedHashMap<String, Store>();
            ways.put("AES-256-GCM alone", cipher);
            ways.put("records, not encrypted", plain);
            ways.put("vault", vault);
            for (var size : sizes) {
                print(size, measure(ways, size));
            }
        } finally {
            Directories.delete(home);
        }
        return 0;
    }

    private Map<String, Round> measure(Map<String, Store> ways, int size) throws Exception {
        var payload = new byte[size];
        new Random(size).nextBytes(payload);
        var best = new LinkedHashMap<String, Round>();
        for (var round = 0; round < repeat; round++) {
            for (var way : ways.entrySet()) {
                best.merge(way.getKey(), round(way.getValue(), payload), Round::best);
            }
        }
        return best;
    }

    // As many as make a round long enough to be timed.
    private static Round round(Store store, byte[] payload) throws Exception {
        var count = (int) Math.clamp(8 * MIB / payload.length, 1, 200);
        var receipts = new ArrayList<>();
        var began = System.nanoTime();
        for (var each = 0; each < count; each++) {
            receipts.add(store.put(payload));
        }
        var stored = System.nanoTime();
        for (var receipt : receipts) {
            if (!Arrays.equals(store.get(receipt), payload)) {
                throw new IllegalStateException("what comes back is not what was stored");
            }
        }
        return new Round((stored - began) / 1e9 / count, (System.nanoTime() - stored) / 1e9 / count);
    }

    private static void print(int size, Map<String, Round> best) {
        System.out.printf("%,d bytes%n", size);
        best.forEach((way, round) -> System.out.printf(
                "  %-24s store %,10.2f ms %,10.1f MiB/s   get %,10.2f ms %,10.1f MiB/s%n",
                way, round.put() * 1000, size / MIB / round.put(), round.get() * 1000, size / MIB / round.get()));
    }

    /** Ends the process. */
    public static void run(String... args) {
        System.exit(new CommandLine(new VaultBench()).execute(args));
    }
}
