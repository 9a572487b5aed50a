package dev.signet.collection.browse;

import dev.signet.contract.RunId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A run as people see it; the planner writes it. */
@Entity
@Immutable
@Table(name = "run")
@NullUnmarked
class RunRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private int batchSize;
    private String state;
    private Instant startedAt;
    private Instant completedAt;
    private Instant pausedAt;
    private Long doubleSigned;
    private Long mixedKeyBatches;
    private Instant checkedAt;

    protected RunRow() {}

    RunView view() {
        return new RunView(
                new RunId(id),
                batchSize,
                pausedAt == null ? state : "PAUSED",
                startedAt,
                Optional.ofNullable(completedAt),
                Optional.ofNullable(pausedAt),
                Optional.ofNullable(doubleSigned),
                Optional.ofNullable(mixedKeyBatches),
                Optional.ofNullable(checkedAt));
    }
}
