package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSearchTest {
    @Test
    void onlyWhatWasTypedIsAskedFor() {
        var search = new EventSearch("com.example.*", "", " ", " alice ", null, "2026-11-30 ", null, "");

        assertThat(search.query(null))
                .hasToString("?limit=50&type=com.example.*&actor=alice&from=2026-11-30T00%3A00%3A00Z");
        assertThat(search.page("a b")).isEqualTo("audit?type=com.example.*&actor=alice&from=2026-11-30&cursor=a+b");
        assertThat(search.isEmpty()).isFalse();
    }

    @Test
    void nothingTypedIsEverything() {
        var search = ofData(" ");

        assertThat(search.isEmpty()).isTrue();
        assertThat(search.query("c")).hasToString("?limit=50&cursor=c");
        assertThat(search.page(null)).isEqualTo("audit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customerId=42                  | &data.customerId=42",
                "data.customerId = 42           | &data.customerId=42",
                "external.id=C-981 & a=b=c      | &data.external.id=C-981&data.a=b%3Dc",
                "na me=1 &                      | &data.na+me=1"
            })
    void valuesInsideDataAreAskedForByTheirPath(String typed, String asked) {
        assertThat(ofData(typed).query(null)).hasToString("?limit=50" + asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "customerId", "customerId=", "=42", "a=1 & b"})
    void halfAConditionIsNotTakenForNone(String typed) {
        assertThatThrownBy(() -> ofData(typed).query(null))
                .isInstanceOf(NotASearch.class)
                .hasMessageContaining("customerId=42");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 2026-11-30T00:00:00Z",
        "2026-11-30 17:31, 2026-11-30T17:31:00Z",
        "2026-11-30 17:31:05 UTC, 2026-11-30T17:31:05Z",
        "2026-11-30T17:31:05.25Z, 2026-11-30T17:31:05.250Z",
        "2026-11-30T18:31:00+01:00, 2026-11-30T17:31:00Z"
    })
    void timesAreUtcUnlessTheySayOtherwise(String typed, String time) {
        assertThat(TypedTime.read("from", typed)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "17:31", "2026-13-01", "30.11.2026", "2026-11-30 25:00"})
    void whatIsNoTimeIsRefused(String typed) {
        assertThatThrownBy(() -> TypedTime.read("to", typed))
                .isInstanceOf(NotASearch.class)
                .hasMessageStartingWith("The time to is typed as in 2026-11-30");
    }

    private static EventSearch ofData(@Nullable String data) {
        return new EventSearch(null, null, null, null, null, null, null, data);
    }
}
