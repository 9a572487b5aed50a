package dev.signet.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void noColorTurnsTheColoursOffWhateverItSays() {
        assertThat(Terminal.hasColor(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.hasColor(true, Map.of("NO_COLOR", "0"))).isFalse();
    }

    @Test
    void screenHasColoursAlsoWhereNoColorIsThereAndEmpty() {
        assertThat(Terminal.hasColor(true, Map.of())).isTrue();
        assertThat(Terminal.hasColor(true, Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void whatIsNoScreenHasNoColours() {
        assertThat(Terminal.hasColor(false, Map.of())).isFalse();
    }
}
