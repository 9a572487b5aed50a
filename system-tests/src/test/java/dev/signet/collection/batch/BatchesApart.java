package dev.signet.collection.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While it is switched on, every batch is too large to come with others, so that its records are a stream. For import by a test: no component. */
public class BatchesApart {
    private static volatile boolean apart;

    public static void set(boolean on) {
        apart = on;
    }

    @Bean
    @Primary
    BatchRecords recordsApart(JdbcClient jdbc) {
        return new BatchRecords(jdbc) {
            @Override
            public Map<BatchId, List<Member>> small(Collection<BatchHead> batches) {
                return apart ? Map.of() : super.small(batches);
            }
        };
    }
}
