package dev.signet.audit.log;

import dev.signet.audit.event.Submission;

/** A submission with what does not depend on its place in the log prepared: by the thread that brings it, since there is only one that appends. */
record Row(Submission submission, CopyFields fields) {
    static Row of(Submission submission) {
        return new Row(submission, CopyFields.of(submission.event()));
    }

    int bytes() {
        return submission.content().length;
    }
}
