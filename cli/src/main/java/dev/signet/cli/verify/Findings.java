package dev.signet.cli.verify;

import dev.signet.cli.bundle.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that was found to be wrong: all of it counted, the first of it in words. Several threads report to it. */
final class Findings {
    private static final int MOST_SENTENCES = 20;

    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final List<String> sentences = new ArrayList<>();

    void add(Rule rule, String sentence) {
        add(rule, 1, sentence);
    }

    synchronized void add(Rule rule, long count, String sentence) {
        counts.merge(rule, count, Long::sum);
        if (sentences.size() < MOST_SENTENCES) {
            sentences.add(Shown.text(sentence));
        }
    }

    synchronized long count(Rule rule) {
        return counts.getOrDefault(rule, 0L);
    }

    synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }
}
