package dev.signet.collection.signature;

import dev.signet.contract.Settlements;
import dev.signet.contract.Settlements.Question;
import dev.signet.contract.Settlements.Settlement;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers for many uses of keys at once whether their signatures are stored. */
@Repository
class Settled {
    private static final String ASK = """
            SELECT coalesce(batch.state = 'SIGNED' AND batch.key_id = asked.key_id AND batch.token = asked.token, false) AS stored
              FROM unnest(:batches::bigint[], :keys::text[], :tokens::bigint[]) WITH ORDINALITY AS asked (batch_id, key_id, token, place)
              LEFT JOIN batch ON batch.id = asked.batch_id
             ORDER BY place
            """;

    private final JdbcClient jdbc;

    Settled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Settlement> answer(Settlements asked) {
        var questions = asked.questions();
        return jdbc.sql(ASK)
                .param(
                        "batches",
                        questions.stream().mapToLong(q -> q.batchId().value()).toArray())
                .param(
                        "keys",
                        questions.stream()
                                .map(Question::keyId)
                                .map(Object::toString)
                                .toArray(String[]::new))
                .param("tokens", questions.stream().mapToLong(Question::token).toArray())
                .query((row, _) -> row.getBoolean("stored") ? Settlement.STORED : Settlement.OPEN)
                .list();
    }
}
