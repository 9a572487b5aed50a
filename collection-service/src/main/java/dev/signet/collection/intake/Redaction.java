package dev.signet.collection.intake;

import dev.signet.collection.intake.mask.MaskKeys;
import dev.signet.collection.intake.mask.RecoverySeal;
import dev.signet.collection.intake.row.MaskedValue;
import dev.signet.collection.intake.row.TypedRow;
import dev.signet.collection.intake.type.FieldRule;
import dev.signet.collection.intake.type.IntakeType;
import dev.signet.collection.intake.type.Violation;
import dev.signet.contract.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes of one typed message what may be stored of it. */
final class Redaction {
    private static final JsonMapper JSON = new JsonMapper();

    private final IntakeType type;
    private final MaskKeys keys;
    private final Optional<RecoverySeal> recovery;
    private final Clock clock;
    private final ObjectNode fields = JSON.createObjectNode();
    private final ObjectNode originals = JSON.createObjectNode();
    private final List<MaskedValue> masked = new ArrayList<>();

    Redaction(IntakeType type, MaskKeys keys, Optional<RecoverySeal> recovery, Clock clock) {
        this.type = type;
        this.keys = keys;
        this.recovery = recovery;
        this.clock = clock;
    }

    sealed interface Outcome {}

    /** What is stored: the payload, which is signed, and what it is found by. */
    record Redacted(Bytes payload, TypedRow row) implements Outcome {}

    record Unusable(Violation violation) implements Outcome {}

    Outcome of(ObjectNode message) {
        try {
            type.fields().forEach((field, rule) -> {
                var value = message.get(field);
                if (value != null) {
                    put(field, rule, value);
                }
            });
            return new Redacted(payload(), row());
        } catch (Unmaskable e) {
            return new Unusable(e.violation);
        } catch (JacksonException e) { // half a character: what it says would quote it
            return new Unusable(new Violation("", "holds text that is no Unicode"));
        }
    }

    private void put(String field, FieldRule rule, JsonNode value) {
        switch (rule) {
            case FieldRule.Keep() -> fields.set(field, value);
            case FieldRule.Drop() -> {}
            case FieldRule.Mask mask -> mask(field, mask, value);
            case FieldRule.Encrypt() -> encrypt(field, value);
        }
    }

    private void mask(String field, FieldRule.Mask mask, JsonNode value) {
        if (value.isNull()) {
            fields.set(field, value);
            return;
        }
        if (value.isContainer()) {
            throw new Unmaskable(field, "cannot be masked: it is no single value");
        }
        var text = value.isString() ? value.asString() : value.toString();
        var normal = mask.as()
                .bytes(text)
                .orElseThrow(() -> new Unmaskable(
                        field, "is nothing that can be masked as " + mask.as().label()));
        var code = keys.mask(type.name(), field, normal);
        fields.put(field, code);
        masked.add(new MaskedValue(field, code));
        if (mask.recoverable()) {
            originals.set(field, value);
        }
    }

    private void encrypt(String field, JsonNode value) {
        var seal = recovery.orElseThrow(); // a type that encrypts is refused without one
        var sealed = seal.seal(type.name(), field, value.toString().getBytes(StandardCharsets.UTF_8));
        fields.put(field, "e1." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    private Bytes payload() {
        var payload = JSON.createObjectNode();
        payload.put("type", type.name());
        payload.set("fields", fields);
        return Bytes.wrap(JSON.writeValueAsBytes(payload));
    }

    private TypedRow row() {
        var search = type.search();
        return new TypedRow(
                type.name(),
                search.time().flatMap(this::time).orElseGet(clock::instant),
                search.user().flatMap(this::found),
                search.device().flatMap(this::found),
                masked,
                originals.isEmpty()
                        ? Optional.empty()
                        : recovery.map(
                                seal -> Bytes.wrap(seal.seal(type.name(), "", JSON.writeValueAsBytes(originals)))));
    }

    private Optional<String> found(String field) {
        var value = fields.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
    }

    private Optional<Instant> time(String field) {
        var value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            var time = OffsetDateTime.parse(value.asString());
            if (time.getYear() > 0 && time.getYear() < 10_000) {
                return Optional.of(time.toInstant());
            }
        } catch (DateTimeException _) {
            // said below, without what it is
        }
        throw new Unmaskable(field, "is no time with an offset, as 2026-11-21T12:00:00Z is");
    }

    /** Ends the making of one record, from anywhere within. */
    private static final class Unmaskable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Violation violation;

        Unmaskable(String field, String what) {
            super(what, null, false, false);
            violation = new Violation("/" + field.replace("~", "~0").replace("/", "~1"), what);
        }
    }
}
