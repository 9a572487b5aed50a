package dev.signet.platform.people;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a token is: a line {@code name roles sha-256 [last-day]} of the tokens' file.
 *
 * @param validUntil the first moment at which it is no longer good
 */
record TokenOwner(String name, Set<Role> roles, Instant validUntil) {
    // of a name, so that it can stand in a log line and in a header
    private static final Pattern LINE = Pattern.compile(
            "(?<name>[A-Za-z0-9._@-]{1,64})\\s+(?<roles>[a-z,-]+)\\s+(?<hash>[0-9a-f]{64})(?:\\s+(?<last>\\S+))?");

    static String hashIn(String line) {
        return parts(line).group("hash");
    }

    static TokenOwner in(String line) {
        var parts = parts(line);
        try {
            var last = parts.group("last");
            return new TokenOwner(
                    parts.group("name"),
                    Role.list(parts.group("roles")),
                    last == null
                            ? Instant.MAX
                            : LocalDate.parse(last)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException(
                    "the token of '%s' cannot be read: %s".formatted(parts.group("name"), e.getMessage()), e);
        }
    }

    // Not the line itself: a token may have got there instead of its hash.
    private static Matcher parts(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException(
                    "a line of the tokens' file is not 'name roles sha-256 [last-day]'; signet token new writes such lines");
        }
        return parts;
    }

    boolean isValidAt(Instant moment) {
        return moment.isBefore(validUntil);
    }
}
