package dev.signet.audit.intake;

import dev.signet.audit.event.EventReader.Element;
import dev.signet.audit.event.Submission;
import dev.signet.audit.log.LogWriter;
import dev.signet.audit.log.Outcome;
import dev.signet.audit.log.Submissions;
import dev.signet.audit.schema.EventKinds;
import dev.signet.audit.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Brings events into the log, however they came. When this returns, what is told as committed is on disk. */
@Service
class Intake {
    private final LogWriter log;
    private final Submissions submissions;
    private final Schemas schemas;
    private final EventKinds kinds;

    Intake(LogWriter log, Submissions submissions, Schemas schemas, EventKinds kinds) {
        this.log = log;
        this.submissions = submissions;
        this.schemas = schemas;
        this.kinds = kinds;
    }

    EventResult take(Submission submission) {
        return take(List.of(new Element.Valid(submission))).getFirst();
    }

    /** What became of each, in their order. One that is refused holds up no other. */
    List<EventResult> take(List<Element> elements) {
        var results = new ArrayList<Optional<EventResult>>(elements.size());
        var good = new ArrayList<Submission>(elements.size());
        for (var element : elements) {
            var refusal = refusal(element);
            results.add(refusal);
            if (refusal.isEmpty() && element instanceof Element.Valid(var submission)) {
                good.add(submission);
            }
        }
        kinds.seen(good.stream().map(each -> each.event().type()).collect(Collectors.toSet()));
        var outcomes = log.append(good).iterator();
        var appended = good.iterator();
        return results.stream()
                .map(refused -> refused.orElseGet(() -> result(appended.next(), outcomes.next())))
                .toList();
    }

    private Optional<EventResult> refusal(Element element) {
        return switch (element) {
            case Element.Invalid(var whatToDo) -> Optional.of(EventResult.invalid(whatToDo));
            case Element.Valid(var submission) ->
                schemas.violation(submission.event()).map(wrong -> violation(submission, wrong));
        };
    }

    // What came before its schema did comes again as it came the first time.
    private EventResult violation(Submission submission, String wrong) {
        return submissions
                .outcomeOf(submission)
                .map(outcome -> result(submission, outcome))
                .orElseGet(() -> EventResult.violating(submission.event(), wrong));
    }

    private static EventResult result(Submission submission, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed committed -> EventResult.committed(submission.event(), committed);
            case Outcome.Differs(var seq) -> EventResult.differing(submission.event(), seq);
            case Outcome.Refused(var reason) -> EventResult.refused(submission.event(), reason);
        };
    }
}
