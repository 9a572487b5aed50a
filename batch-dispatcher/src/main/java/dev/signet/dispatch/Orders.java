package dev.signet.dispatch;

import dev.signet.contract.SigningTriggered;
import dev.signet.platform.Traced;
import dev.signet.platform.statement.Statements;
import java.util.List;
import org.springframework.stereotype.Component;

/** Orders that due batches be signed: whoever else publishes a trigger gets no key for its batch. */
@Component
class Orders {
    private final Statements statements;

    Orders(Statements statements) {
        this.statements = statements;
    }

    /** Each with its order. */
    List<Traced<SigningTriggered>> signed(List<Traced<SigningTriggered>> due) {
        return due.stream()
                .map(batch -> new Traced<>(signed(batch.message()), batch.traceparent()))
                .toList();
    }

    SigningTriggered signed(SigningTriggered batch) {
        return batch.ordered(statements.sign(batch.toOrder()));
    }
}
