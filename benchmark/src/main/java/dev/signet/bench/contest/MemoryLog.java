package dev.signet.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a JVM takes, seen from outside: it writes down each of its collections, the system knows the rest. */
public final class MemoryLog {
    private static final Pattern COLLECTION = Pattern.compile("Pause .*M->(\\d+)M\\(");
    private static final Pattern MOST_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Path collections;

    /** @param collections where the JVM writes them */
    public MemoryLog(Path collections) {
        this.collections = collections;
    }

    /** Has a JVM write them there. */
    public String jvmOption() {
        return "-Xlog:gc:file=" + collections + ":none:filecount=0";
    }

    /** Whether a JVM's option is one of these: each JVM needs its own. */
    public static boolean isOption(String option) {
        return option.startsWith("-Xlog:gc:");
    }

    /** What the JVM has taken by now. Right after a full collection. */
    public Memory read(String service, long pid) throws IOException {
        var left = left(Files.readAllLines(collections));
        return new Memory(
                service,
                mostResident(pid),
                left.stream().mapToLong(bytes -> bytes).max().orElse(0),
                left.isEmpty() ? 0 : left.getLast());
    }

    private static List<Long> left(List<String> lines) {
        return lines.stream()
                .map(COLLECTION::matcher)
                .filter(found -> found.find())
                .map(found -> Long.parseLong(found.group(1)) << 20)
                .toList();
    }

    private static long mostResident(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        var found = MOST_RESIDENT.matcher(Files.readString(status));
        return found.find() ? Long.parseLong(found.group(1)) << 10 : 0;
    }
}
