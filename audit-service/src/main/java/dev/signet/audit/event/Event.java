package dev.signet.audit.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a submitter says: a CloudEvent.
 *
 * @param id together with the source it tells events apart
 * @param time when it happened, to the microsecond
 * @param actor who did it
 * @param outcome what came of it
 * @param traceparent the W3C trace context that it happened in
 * @param attributes a JSON object of all other attributes, in the order in which they came
 * @param data one JSON value
 */
public record Event(
        String id,
        String source,
        String type,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable String actor,
        @Nullable String outcome,
        @Nullable String traceparent,
        @Nullable String attributes,
        @Nullable String data) {}
