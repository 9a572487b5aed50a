package dev.signet.system.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The services' logs tell of no error and show no stack trace, but for those that a fault from outside explains. */
final class LogCheck implements Check {
    private static final Pattern HEAD = Pattern.compile(
            "^(?:\\d{4}-\\d\\d-\\d\\dT)?\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S*\\s+(TRACE|DEBUG|INFO|WARN|ERROR)\\s.*");
    private static final Pattern TRACE = Pattern.compile("^\\s+at \\S+\\(.*|^Exception in thread .*|^Caused by: .*");
    // In whatever words: none of these is ever an answer to a fault.
    private static final Pattern NEVER =
            Pattern.compile(".*(?:OutOfMemoryError|StackOverflowError|A fatal error has been detected).*");

    private static final int MOST = 20;
    private static final int LONGEST_ENTRY_LINES = 300;

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public boolean isCheap() {
        return true;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws IOException {
        var found = new ArrayList<Violation>();
        for (var place : evidence.traces().logs()) {
            try (var files = Files.walk(place)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    inFile(file, found);
                }
            }
        }
        return found.stream().limit(MOST).toList();
    }

    private void inFile(Path file, List<Violation> found) throws IOException {
        // a process that was killed may have left half a character
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            var entry = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (HEAD.matcher(line).matches()) {
                    judge(file, entry, found);
                    entry.clear();
                }
                if (entry.size() < LONGEST_ENTRY_LINES) {
                    entry.add(line);
                }
            }
            judge(file, entry, found);
        }
    }

    private void judge(Path file, List<String> entry, List<Violation> found) {
        if (!entry.isEmpty() && isWrong(entry)) {
            var cause = entry.stream()
                    .filter(line -> line.startsWith("Caused by: "))
                    .reduce("", (_, last) -> " " + last);
            found.add(new Violation(name(), file.getFileName() + ": " + entry.getFirst() + cause));
        }
    }

    private static boolean isWrong(List<String> entry) {
        if (entry.stream().anyMatch(line -> NEVER.matcher(line).matches())) {
            return true;
        }
        var head = HEAD.matcher(entry.getFirst());
        var isError = head.matches() && head.group(1).equals("ERROR");
        var hasTrace = entry.stream().anyMatch(line -> TRACE.matcher(line).matches());
        return (isError || hasTrace) && !AllowedLog.matches(String.join("\n", entry));
    }
}
