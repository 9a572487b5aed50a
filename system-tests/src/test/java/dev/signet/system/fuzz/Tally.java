package dev.signet.system.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How often each route was answered how: a route that only ever refused was not reached. */
final class Tally {
    private final Map<String, Map<Integer, Integer>> answers = new ConcurrentHashMap<>();

    void count(Route route, int status) {
        answers.computeIfAbsent(route.toString(), _ -> new TreeMap<>()).merge(status, 1, Integer::sum);
    }

    boolean hasSucceeded(Route route) {
        return answers.getOrDefault(route.toString(), Map.of()).keySet().stream()
                .anyMatch(status -> status >= 200 && status < 300);
    }

    @Override
    public String toString() {
        var lines = new StringBuilder();
        new TreeMap<>(answers).forEach((route, byStatus) -> lines.append("%-75s %s%n".formatted(route, byStatus)));
        return lines.toString();
    }
}
