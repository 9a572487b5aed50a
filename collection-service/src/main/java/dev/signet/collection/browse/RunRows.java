package dev.signet.collection.browse;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface RunRows extends Repository<RunRow, Long> {
    Optional<RunRow> findById(long id);

    List<RunRow> findByIdGreaterThanOrderById(long after, Limit limit);
}
