package dev.signet.signing.batch;

import dev.signet.contract.Envelope;
import dev.signet.contract.FailureReport.Kind;
import dev.signet.contract.SigningCompleted.Timings;
import dev.signet.contract.StoreSignatures.Outcome;
import java.util.Optional;

/** What came of signing a batch under one lease. */
sealed interface Attempt {
    /** @param receipt collection-service's word on it */
    record Stored(Timings timings, Optional<Envelope> receipt) implements Attempt {}

    /** The batch does not want these signatures, and nothing is wrong with that. */
    record Dropped(Outcome outcome) implements Attempt {}

    /** It would fail again. */
    record Failed(Kind kind, String reason) implements Attempt {}

    /** The lease could not be used any longer; whether the signatures are stored is not known. */
    record GivenUp(String reason, boolean ranOut) implements Attempt {}

    /** A service or the network let us down before there was anything to store. */
    record Broken(String reason) implements Attempt {}
}
