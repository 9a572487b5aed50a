package dev.signet.collection.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignedRecordsIT {
    private static final String SIGN_ALL = """
            WITH signed AS (
                UPDATE batch SET state = 'SIGNED', key_id = repeat('k', 43), token = id, lease_id = gen_random_uuid(), algorithm = 'Ed25519', signed_at = now()
                RETURNING id, first_record_id, last_record_id
            )
            INSERT INTO signature
            SELECT r.id, signed.id, '' FROM signed JOIN record r ON r.id BETWEEN first_record_id AND last_record_id
            """;

    private final Protocol protocol = Protocol.start();
    private final SignedRecords records = new SignedRecords(protocol.jdbc());

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void aPageLooksIntoTheRangesThatItIsOfAlone() {
        protocol.rangesOf(2000);
        for (int i = 0; i < 12; i++) {
            protocol.batch(900);
            protocol.count("SELECT make_partitions()");
        }
        protocol.jdbc().sql(SIGN_ALL).update();
        var first = protocol.count("SELECT min(id) FROM record") / 2000 * 2000;

        for (var table : new String[] {"record", "signature"}) {
            assertThat(protocol.rangesTouched(
                            table,
                            () -> assertThat(records.after(first + 4010, Long.MAX_VALUE))
                                    .hasSize(1000)))
                    .containsExactly("%s_%d".formatted(table, first + 4000));
            assertThat(protocol.rangesTouched(
                            table,
                            () -> assertThat(records.after(first + 4010, first + 4100))
                                    .hasSizeLessThan(91)))
                    .containsExactly("%s_%d".formatted(table, first + 4000));
        }
    }
}
