package dev.signet.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An answer that is looked at whatever its status is.
 *
 * @param date the server's clock, in whole seconds, if it told
 * @param body missing if it is no JSON
 */
public record Probe(int status, Optional<Instant> date, JsonNode body) {
    private static final int LONGEST = 1 << 20;

    static Probe of(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            return new Probe(response.statusCode(), dateOf(response), json(body.readNBytes(LONGEST)));
        }
    }

    private static Optional<Instant> dateOf(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return Json.MAPPER.missingNode();
        }
    }
}
