package dev.signet.console.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the intake a page is asked for; what is blank does not matter.
 *
 * @param from the first moment, and {@code to} the first that is not wanted: in UTC, as a form writes it, or an instant
 * @param group the field whose equal values stand together
 */
record IntakeQuery(
        @Nullable String type,
        @Nullable String keyring,
        @Nullable String user,
        @Nullable String device,
        @Nullable String from,
        @Nullable String to,
        @Nullable String group,
        @Nullable String cursor) {
    private static final int ROWS = 100;
    private static final Pattern TO_THE_MINUTE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");
    private static final Pattern WITH_SECONDS = Pattern.compile(TO_THE_MINUTE + ":\\d\\d(\\.\\d{1,9})?");

    IntakeQuery {
        type = ListQuery.typed(type);
        keyring = ListQuery.typed(keyring);
        user = ListQuery.typed(user);
        device = ListQuery.typed(device);
        from = ListQuery.typed(from);
        to = ListQuery.typed(to);
        group = ListQuery.typed(group);
        cursor = ListQuery.typed(cursor);
    }

    /** Whether it leaves anything out. */
    public boolean isFiltered() {
        return user != null || device != null || from != null || to != null;
    }

    /** The first page of what it asks for, of this type. */
    IntakeQuery of(String name) {
        return new IntakeQuery(name, keyring, user, device, from, to, group, null);
    }

    /** The first page of all rows of this type and keyring. */
    public IntakeQuery unfiltered() {
        return new IntakeQuery(type, keyring, null, null, null, null, null, null);
    }

    /** The same rows, with the equal values of this field together; of none if it is empty. */
    public IntakeQuery grouped(String field) {
        return new IntakeQuery(type, keyring, user, device, from, to, field, cursor);
    }

    public IntakeQuery after(@Nullable String next) {
        return new IntakeQuery(type, keyring, user, device, from, to, group, next);
    }

    public IntakeQuery ofUser(String wanted) {
        return new IntakeQuery(type, keyring, wanted, device, from, to, group, null);
    }

    public IntakeQuery ofDevice(String wanted) {
        return new IntakeQuery(type, keyring, user, wanted, from, to, group, null);
    }

    /** Where collection-service answers it. */
    String path(String name) {
        return "/api/v1/intake/%s%s"
                .formatted(
                        ListQuery.encoded(name).replace("+", "%20"),
                        ListQuery.of(ROWS)
                                .and("keyring", keyring)
                                .and("user", user)
                                .and("device", device)
                                .and("from", instant(from))
                                .and("to", instant(to))
                                .and("cursor", cursor));
    }

    /** The page that shows it. */
    public String link() {
        return "intake" + ofAnyKeyring().and("keyring", keyring).and("cursor", cursor);
    }

    /** The first page of the same, of whatever keyring is added. */
    public ListQuery ofAnyKeyring() {
        return ListQuery.ALL
                .and("type", type)
                .and("user", user)
                .and("device", device)
                .and("from", from)
                .and("to", to)
                .and("group", group);
    }

    /** The rows' keyring. */
    public String ofKeyring() {
        return keyring == null ? Keyrings.DEFAULT : keyring;
    }

    private static @Nullable String instant(@Nullable String time) {
        if (time == null) {
            return null;
        }
        if (TO_THE_MINUTE.matcher(time).matches()) {
            return time + ":00Z";
        }
        return WITH_SECONDS.matcher(time).matches() ? time + "Z" : time;
    }

    public String formFrom() {
        return inForm(from);
    }

    public String formTo() {
        return inForm(to);
    }

    // A form's field takes no zone.
    private static String inForm(@Nullable String time) {
        return time == null ? "" : time.replaceFirst("Z$", "");
    }
}
