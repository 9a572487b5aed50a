package dev.signet.audit.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which events are wanted; what is null does not matter.
 *
 * @param types one of these; an empty list finds nothing
 * @param data a jsonpath predicate over the event's data
 */
public record EventFilter(
        @Nullable List<String> types,
        @Nullable String source,
        @Nullable String subject,
        @Nullable String actor,
        @Nullable String outcome,
        @Nullable String data) {
    private static final String COLUMNS = """
            (:types::text[] IS NULL OR type = ANY(:types::text[]))
               AND (:source::text IS NULL OR source = :source)
               AND (:subject::text IS NULL OR subject = :subject)
               AND (:actor::text IS NULL OR actor = :actor)
               AND (:outcome::text IS NULL OR outcome = :outcome)
            """;

    /**
     * The conditions of a statement that looks at events one by one, and must not be led away by another index; {@link #bind} fills
     * their parameters.
     */
    static final String CONDITIONS_BY_LOOKING = COLUMNS + """
               AND (:data::jsonpath IS NULL OR jsonb_path_match(data::jsonb, :data::jsonpath, '{}', true))
            """;

    /** The same for one that may use the index on data and that on any column: those are by the hash. */
    static final String CONDITIONS = COLUMNS + """
               AND (:types::text[] IS NULL
                    OR hashtextextended(type, 0) = ANY(ARRAY(SELECT hashtextextended(each, 0) FROM unnest(:types::text[]) AS each)))
               AND (:source::text IS NULL OR hashtextextended(source, 0) = hashtextextended(:source, 0))
               AND (:subject::text IS NULL OR hashtextextended(subject, 0) = hashtextextended(:subject, 0))
               AND (:actor::text IS NULL OR hashtextextended(actor, 0) = hashtextextended(:actor, 0))
               AND (:data::jsonpath IS NULL OR data::jsonb @@ :data::jsonpath)
            """;

    /** All events. */
    public static final EventFilter NONE = new EventFilter(null, null, null, null, null, null);

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
        return statement
                .param("types", types == null ? null : types.toArray(String[]::new))
                .param("source", source)
                .param("subject", subject)
                .param("actor", actor)
                .param("outcome", outcome)
                .param("data", data);
    }

    /** Whether one index is enough to find them in their order. */
    boolean isServedByOneIndex() {
        return data == null
                && (outcome == null || isOutcomeIndexed())
                && Stream.of(types, source, subject, actor, outcome)
                                .filter(Objects::nonNull)
                                .count()
                        == 1;
    }

    /** The condition on a column that has an index, mostly the rarest one first; empty where there is none but on the type. */
    Optional<String> indexed() {
        if (subject != null) {
            return Optional.of(hashed("subject"));
        }
        if (actor != null) {
            return Optional.of(hashed("actor"));
        }
        if (outcome != null && isOutcomeIndexed()) {
            return Optional.of("outcome = :outcome");
        }
        return source == null ? Optional.empty() : Optional.of(hashed("source"));
    }

    // The hash finds, the text decides. That nearly all have it if they have the hash, the planner does not know: it
    // would take the
    // two for independent of each other, and what is frequent for rare.
    private static String hashed(String column) {
        return "hashtextextended(%1$s, 0) = hashtextextended(:%1$s, 0) AND coalesce(%1$s = :%1$s, false)"
                .formatted(column);
    }

    // as event_outcome has it
    private boolean isOutcomeIndexed() {
        return !"success".equals(outcome) && !"STORED".equals(outcome);
    }

    boolean isEmpty() {
        return equals(NONE);
    }
}
