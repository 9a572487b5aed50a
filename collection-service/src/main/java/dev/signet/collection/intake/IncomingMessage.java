package dev.signet.collection.intake;

import java.util.Optional;
import java.util.UUID;

/** A message that brings a record, whichever way it came. Whoever brought it acknowledges it once {@link Intake#take} has returned. */
interface IncomingMessage {
    /** What names an intake type: {@code intake.<name>}. Anything else brings a record as it stands. */
    String TYPED = "intake.";

    /** The sender's own, if it has one. */
    Optional<String> id();

    /** What kind of message the sender says it is; may be empty. */
    String type();

    /** The keyring that the sender names, whose keys are to sign the record; may be none that there is. */
    Optional<String> keyring();

    byte[] body();

    /**
     * Puts it aside for an operator. It may be acknowledged once this has returned, and must not be if it throws.
     *
     * @param kept what is kept of it: its body, or something that only we can make its body of again
     * @param knownBy under this it is kept once
     */
    void park(byte[] kept, UUID knownBy, String reason);

    /** Its intake type's name, if it names one. */
    default Optional<String> typeName() {
        return type().startsWith(TYPED) ? Optional.of(type().substring(TYPED.length())) : Optional.empty();
    }
}
