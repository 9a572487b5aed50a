package dev.signet.collection.intake;

import dev.signet.collection.intake.Sorting.Refusal;
import dev.signet.contract.IntakeAnswer;
import dev.signet.contract.IntakeAnswer.Outcome;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What becomes of each message of a group. It may be told once {@link Intake#take} has returned. */
final class Settlement {
    // By identity: the same message may be twice in a group.
    private final Map<IncomingMessage, IntakeAnswer> answers = new IdentityHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    void stored(List<Arrival> arrivals, List<Arrival> fresh) {
        arrivals.forEach(arrival -> answers.put(arrival.message(), new IntakeAnswer(Outcome.DUPLICATE)));
        fresh.forEach(arrival -> answers.put(arrival.message(), new IntakeAnswer(Outcome.STORED)));
    }

    void refused(Refusal refusal) {
        answers.put(refusal.message(), new IntakeAnswer(Outcome.PARKED, Optional.of(refusal.reason())));
        refusals.add(refusal);
    }

    /** Those that can never be stored. */
    List<Refusal> refusals() {
        return refusals;
    }

    IntakeAnswer of(IncomingMessage message) {
        return Objects.requireNonNull(answers.get(message));
    }
}
