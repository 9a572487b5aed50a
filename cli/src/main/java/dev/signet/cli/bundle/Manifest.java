package dev.signet.cli.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.cli.server.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a bundle says of itself: what it covers, and the size and digest by which each of its files is known to be whole.
 *
 * @param signet the version that wrote it
 */
public record Manifest(
        String format,
        int version,
        String signet,
        Instant createdAt,
        Coverage covers,
        List<Run> runs,
        List<Content> files) {
    public static final String NAME = "MANIFEST.json";
    static final String FORMAT = "signet-bundle";
    static final int VERSION = 1;
    /** Whoever does not know ranges would miss the rest. */
    static final int VERSION_OF_A_RANGE = 2;

    static final int LARGEST = 16 << 20;

    public Manifest {
        requireNonNull(signet, "signet");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(covers, "covers");
        runs = List.copyOf(runs);
        files = List.copyOf(files);
    }

    public Manifest(String signet, Instant createdAt, Coverage covers, List<Run> runs, List<Content> files) {
        this(FORMAT, covers.only() == null ? VERSION : VERSION_OF_A_RANGE, signet, createdAt, covers, runs, files);
    }

    /**
     * Which part of the truth the bundle is.
     *
     * @param finished nothing was left to sign and no lease was open: the bundle is all there is
     * @param asOf all that was signed by then is in it
     * @param tick the same by the ledger: all that was signed under leases closed at this tick or before is in it
     * @param ledgerTick how far the ledger goes, which is read last
     * @param runId the newest run, and how many records that had; null before the first
     * @param quarantinedRecords the first of that run's records that could not be signed
     * @param only the bundle has the batches of these records alone; null when of all
     */
    public record Coverage(
            boolean finished,
            String asOf,
            long tick,
            long ledgerTick,
            @Nullable String runId,
            long records,
            List<String> quarantinedRecords,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RecordRange only) {
        public Coverage {
            requireNonNull(asOf, "asOf");
            quarantinedRecords = List.copyOf(quarantinedRecords);
        }
    }

    /** A run and its settings. Times are as the server told them, empty for what has not happened. */
    public record Run(String id, int batchSize, String state, String startedAt, String completedAt) {
        public Run {
            requireNonNull(id, "id");
            requireNonNull(state, "state");
            requireNonNull(startedAt, "startedAt");
            requireNonNull(completedAt, "completedAt");
        }
    }

    /**
     * One file.
     *
     * @param count lines, or keys
     * @param size bytes
     * @param sha256 of its content, in hexadecimal
     */
    public record Content(String name, long count, long size, String sha256) {
        public Content {
            requireNonNull(name, "name");
            requireNonNull(sha256, "sha256");
        }
    }

    private record Kind(@Nullable String format, int version) {}

    /** Throws {@link DamagedBundle} when the text is not a manifest that this version understands. */
    static Manifest parse(byte[] text) {
        try {
            var kind = Json.MAPPER.readValue(text, Kind.class);
            if (kind == null || !FORMAT.equals(kind.format())) {
                throw new DamagedBundle("%s is not that of a Signet bundle".formatted(NAME));
            }
            if (kind.version() != VERSION && kind.version() != VERSION_OF_A_RANGE) {
                throw new DamagedBundle("the bundle is of version %d; this signet knows versions up to %d"
                        .formatted(kind.version(), VERSION_OF_A_RANGE));
            }
            return Json.MAPPER.readValue(text, Manifest.class);
        } catch (JacksonException e) {
            throw new DamagedBundle("%s cannot be read".formatted(NAME), e);
        }
    }

    public byte[] toJson() {
        var json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What it says of a file that it is known to name. */
    public Content of(BundleFile file) {
        return files.stream()
                .filter(content -> content.name().equals(file.fileName()))
                .findFirst()
                .orElseThrow();
    }
}
