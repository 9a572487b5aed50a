package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.console.page.IntakeTable.Cell;
import dev.signet.console.page.Views.IntakeRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class IntakeTableTest {
    private static final String ONE = "h1." + "a".repeat(43);
    private static final String OTHER = "h1." + "b".repeat(43);

    private final IntakeRow first = row("3", ONE, Map.of("ip", 2L));
    private final IntakeRow second = row("2", OTHER, Map.of("ip", 1L));
    private final IntakeRow third = row("1", ONE, Map.of("ip", 2L));

    @Test
    void everyFieldButTheTimeHasAColumn() {
        var table = IntakeTable.of(List.of(first, second, third), "at", null);

        assertThat(table.columns()).containsExactly("user", "ip");
        assertThat(table.masked()).containsExactly("ip");
        assertThat(table.groups())
                .singleElement()
                .satisfies(all -> assertThat(all.rows())
                        .extracting(IntakeTable.Row::recordId)
                        .containsExactly("3", "2", "1"));
    }

    @Test
    void maskedValuesAreShortenedAndCounted() {
        var cells = IntakeTable.of(List.of(first), "at", null)
                .groups()
                .getFirst()
                .rows()
                .getFirst()
                .cells();

        assertThat(cells).containsExactly(new Cell("user", "u1", "u1", null), new Cell("ip", "h1.aaaaaaa…", ONE, 2L));
    }

    @Test
    void equalValuesStandTogetherInTheOrderOfTheirNewestRows() {
        var table = IntakeTable.of(List.of(first, second, third), "at", "ip");

        assertThat(table.columns()).containsExactly("user");
        assertThat(table.groups()).hasSize(2);
        assertThat(table.groups().getFirst().by()).isEqualTo(new Cell("ip", "h1.aaaaaaa…", ONE, 2L));
        assertThat(table.groups().getFirst().rows())
                .extracting(IntakeTable.Row::recordId)
                .containsExactly("3", "1");
        assertThat(table.groups().getLast().rows())
                .extracting(IntakeTable.Row::recordId)
                .containsExactly("2");
    }

    @Test
    void longValuesAreCutBetweenCharacters() {
        var long39 = "x".repeat(39);
        var cells = IntakeTable.of(List.of(row("1", long39 + "😀", Map.of())), "at", null)
                .groups()
                .getFirst()
                .rows()
                .getFirst()
                .cells();

        assertThat(cells.getLast().text()).isEqualTo(long39 + "…");
        assertThat(cells.getLast().title()).isEqualTo(long39 + "😀");
    }

    @Test
    void nothingIsShownOfWhatIsEncrypted() {
        var cells = IntakeTable.of(List.of(row("1", "e1." + "x".repeat(90), Map.of())), "at", null)
                .groups()
                .getFirst()
                .rows()
                .getFirst()
                .cells();

        assertThat(cells.getLast()).isEqualTo(new Cell("ip", "encrypted", "to the recovery key", null));
    }

    @Test
    void noRowsAreNoGroups() {
        assertThat(IntakeTable.of(List.of(), null, "ip").groups()).isEmpty();
        assertThat(IntakeTable.of(List.of(), null, null).groups()).isEmpty();
    }

    private static IntakeRow row(String id, String ip, Map<String, Long> seen) {
        var fields = new LinkedHashMap<String, JsonNode>();
        fields.put("user", StringNode.valueOf("u1"));
        fields.put("ip", StringNode.valueOf(ip));
        fields.put("at", StringNode.valueOf("2026-01-01T00:00:00Z"));
        return new IntakeRow(id, Instant.EPOCH, "SIGNED", fields, seen);
    }
}
