package dev.signet.collection.parking;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface ParkedMessageList extends Repository<ParkedMessageRow, Long> {
    List<ParkedMessageRow> findByIdGreaterThanOrderById(long after, Limit limit);
}
