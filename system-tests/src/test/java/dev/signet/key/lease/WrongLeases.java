package dev.signet.key.lease;

import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.key.collection.CollectionClient;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ways of freeing a key that look right. The checkers of a round must catch each of them. */
public final class WrongLeases {
    private WrongLeases() {}

    /** A lease that ran out is over, and its key free: nobody asks whether something may still be stored under it. */
    public static class FreeAtExpiry {
        @Bean
        Revocations revocations(OpenLeases leases, CollectionClient collection, LeaseWriter writer) {
            return new Revocations(leases, collection, writer) {
                @Override
                Verdict settle(OpenLeases.Lease lease) {
                    writer.close(List.of(new Close(lease.use(), Verdict.FENCED)))
                            .await();
                    return Verdict.FENCED;
                }
            };
        }
    }

    /** A worker that has met an error gives its key back by itself. */
    public static class FreeOnError {
        @Bean
        Revocations revocations(OpenLeases leases, CollectionClient collection, LeaseWriter writer) {
            return new Revocations(leases, collection, writer) {
                @Override
                Verdict revoke(LeaseId id, boolean ranOut) {
                    leases.find(id)
                            .ifPresent(lease -> writer.close(List.of(new Close(lease.use(), Verdict.FENCED)))
                                    .await());
                    return Verdict.FENCED;
                }
            };
        }
    }

    /** A receipt frees the key that it names, whoever holds it by now. */
    public static class FreeByKeyAlone {
        private static final String HELD_UNDER = """
                SELECT token FROM signing_key WHERE kid = :kid AND state = 'LEASED'
                """;

        @Bean
        Releases releases(LeaseWriter writer, JdbcClient jdbc) {
            return new Releases(writer) {
                @Override
                public void release(List<Receipt> receipts) {
                    for (var receipt : receipts) {
                        jdbc.sql(HELD_UNDER)
                                .param("kid", receipt.keyId().value())
                                .query(Long.class)
                                .optional()
                                .map(token -> new Close(new KeyUse(receipt.keyId(), token), Verdict.STORED))
                                .ifPresent(close -> writer.close(List.of(close)).await());
                    }
                }
            };
        }
    }
}
