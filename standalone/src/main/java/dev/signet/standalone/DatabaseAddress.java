package dev.signet.standalone;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a PostgreSQL database is, and who we are there. The password is in no {@code toString}. */
record DatabaseAddress(String jdbcUrl, String user, String password) {
    /** Reads {@code postgresql://user:password@host:port/name}, with {@code jdbc:} before it or not. */
    static DatabaseAddress of(URI given) {
        var text = given.toString();
        var url = URI.create(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        var account = url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
        var colon = account.indexOf(':');
        var port = url.getPort() < 0 ? 5432 : url.getPort();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new DatabaseAddress(
                "jdbc:postgresql://%s:%d%s%s".formatted(url.getHost(), port, url.getRawPath(), query),
                decode(colon < 0 ? account : account.substring(0, colon)),
                decode(colon < 0 ? "" : account.substring(colon + 1)));
    }

    /** Connects once; throws with a sentence when that cannot be done. */
    void check() {
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw new ServerNotThere("the database at %s cannot be used: %s".formatted(this, e.getMessage()), e);
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceAll("\\?.*", "");
    }
}
