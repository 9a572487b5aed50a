package dev.signet.collection.intake;

import dev.signet.collection.intake.mask.MaskRing;
import dev.signet.collection.intake.mask.RecoveryKey;
import dev.signet.collection.intake.mask.RecoverySeal;
import dev.signet.collection.intake.type.IntakeType;
import dev.signet.collection.intake.type.IntakeType.Reading;
import dev.signet.collection.intake.type.IntakeTypes;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Looks at each message of a group by itself: what it becomes, or why it can become nothing. Asks the database for nothing but a keyring that nobody has heard of. */
final class Sorting {
    private final IntakeTypes types;
    private final KnownKeyrings keyrings;
    private final MaskRing ring;
    private final RecoveryKey recovery;
    private final int maxPayload;
    private final Clock clock;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Optional<RecoverySeal> seal = Optional.empty();

    Sorting(
            IntakeTypes types,
            KnownKeyrings keyrings,
            MaskRing ring,
            RecoveryKey recovery,
            int maxPayload,
            Clock clock) {
        this.types = types;
        this.keyrings = keyrings;
        this.ring = ring;
        this.recovery = recovery;
        this.maxPayload = maxPayload;
        this.clock = clock;
    }

    /** A message that can never be a record, and why, in words that hold nothing of it. */
    record Refusal(IncomingMessage message, String reason) {}

    List<Arrival> arrivals() {
        return arrivals;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    void add(IncomingMessage message) {
        var length = message.body().length;
        if (length == 0) {
            refuse(message, "the message is empty, and a record has at least one byte");
        } else if (length > maxPayload) {
            refuse(message, "the message has %d bytes, and a record at most %d".formatted(length, maxPayload));
        } else {
            message.keyring()
                    .map(keyrings::find)
                    .orElse(Optional.of(Keyring.DEFAULT))
                    .ifPresentOrElse(
                            keyring -> addTo(keyring, message),
                            () -> refuse(
                                    message,
                                    "there is no keyring of the name that the message gives; SIGNET_KEYRINGS adds one, then replay it"));
        }
    }

    private void addTo(Keyring keyring, IncomingMessage message) {
        message.typeName()
                .ifPresentOrElse(
                        name -> addTyped(keyring, message, name), () -> arrivals.add(asItStands(keyring, message)));
    }

    private void refuse(IncomingMessage message, String reason) {
        refusals.add(new Refusal(message, reason));
    }

    private void addTyped(Keyring keyring, IncomingMessage message, String name) {
        types.find(name)
                .ifPresentOrElse(
                        type -> addOf(type, keyring, message),
                        () -> refuse(message, "there is no intake type of the name that the message gives"));
    }

    private void addOf(IntakeType type, Keyring keyring, IncomingMessage message) {
        switch (type.read(message.body())) {
            case Reading.Invalid(var violation) -> refuse(message, violation.toString());
            case Reading.Valid(var content) -> {
                switch (new Redaction(type, ring.current(), seal(), clock).of(content)) {
                    case Redaction.Unusable(var violation) -> refuse(message, violation.toString());
                    case Redaction.Redacted redacted -> addRedacted(type, keyring, message, redacted);
                }
            }
        }
    }

    // One for the group, and only if it has a typed message: making it takes a while.
    private Optional<RecoverySeal> seal() {
        if (seal.isEmpty()) {
            seal = recovery.begin();
        }
        return seal;
    }

    private void addRedacted(IntakeType type, Keyring keyring, IncomingMessage message, Redaction.Redacted redacted) {
        if (redacted.payload().length() > maxPayload) {
            refuse(message, "the message makes a record that is longer than %d bytes".formatted(maxPayload));
            return;
        }
        var id = message.id().orElse(null);
        arrivals.add(new Arrival(
                message,
                keyring,
                identityIn(keyring, ring.current().identity(type.name(), id, message.body())),
                ring.older().stream()
                        .map(keys -> identityIn(keyring, keys.identity(type.name(), id, message.body())))
                        .toList(),
                redacted.payload(),
                Optional.of(redacted.row())));
    }

    // Its content is part of every identity: two publishers may both number their messages from 1.
    private static Arrival asItStands(Keyring keyring, IncomingMessage message) {
        var content = contentHash(message.body());
        var identity = message.id().map(given -> given + " " + content).orElse(content);
        return new Arrival(
                message,
                keyring,
                identityIn(keyring, identity),
                List.of(),
                Bytes.wrap(message.body()),
                Optional.empty());
    }

    // The same message may be meant for two keyrings. What comes before is of a fixed form at its end: none reads like
    // another.
    private static String identityIn(Keyring keyring, String identity) {
        return keyring.equals(Keyring.DEFAULT) ? identity : identity + " " + keyring.name();
    }

    private static String contentHash(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
