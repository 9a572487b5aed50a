package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeQueryTest {
    private static final IntakeQuery NOTHING = new IntakeQuery("", "", " ", null, "", null, null, null);

    @Test
    void whatIsBlankIsNotAskedFor() {
        assertThat(NOTHING.isFiltered()).isFalse();
        assertThat(NOTHING.link()).isEqualTo("intake");
        assertThat(NOTHING.path("login")).isEqualTo("/api/v1/intake/login?limit=100");
    }

    @Test
    void linksKeepWhatIsAskedForAndBeginAnewWhereTheRowsAreOthers() {
        var query = new IntakeQuery("login", null, "a&b", null, "2026-01-01T10:00", null, "ip", "7");

        assertThat(query.ofDevice("h1.x").link())
                .isEqualTo("intake?type=login&user=a%26b&device=h1.x&from=2026-01-01T10%3A00&group=ip");
        assertThat(query.grouped("").link()).isEqualTo("intake?type=login&user=a%26b&from=2026-01-01T10%3A00&cursor=7");
        assertThat(query.after(null).link()).doesNotContain("cursor");
        assertThat(query.path("login")).startsWith("/api/v1/intake/login?limit=100&user=a%26b&from=");
    }

    @Test
    void keyringIsKeptUntilAnotherIsChosen() {
        var query = new IntakeQuery("login", "invoices", "u1", null, null, null, null, "7");

        assertThat(query.path("login")).isEqualTo("/api/v1/intake/login?limit=100&keyring=invoices&user=u1&cursor=7");
        assertThat(query.ofUser("u2").link()).isEqualTo("intake?type=login&user=u2&keyring=invoices");
        assertThat(query.ofAnyKeyring().and("keyring", "mail")).hasToString("?type=login&user=u1&keyring=mail");
        assertThat(query.unfiltered().link()).isEqualTo("intake?type=login&keyring=invoices");
        assertThat(query.ofKeyring()).isEqualTo("invoices");
        assertThat(NOTHING.ofKeyring()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T10:00, 2026-01-01T10%3A00%3A00Z",
        "2026-01-01T10:00:05, 2026-01-01T10%3A00%3A05Z",
        "2026-01-01T10:00:05.5, 2026-01-01T10%3A00%3A05.5Z",
        "2026-01-01T10:00:05Z, 2026-01-01T10%3A00%3A05Z",
        "yesterday, yesterday"
    })
    void timesAreAskedForInUtc(String given, String asked) {
        assertThat(new IntakeQuery("login", null, null, null, given, null, null, null).path("login"))
                .endsWith("&from=" + asked);
    }

    @Test
    void nameOfATypeCannotLeadElsewhere() {
        assertThat(NOTHING.path("../keys?x")).isEqualTo("/api/v1/intake/..%2Fkeys%3Fx?limit=100");
    }
}
