package dev.signet.standalone;

import dev.signet.cli.progress.Terminal;
import dev.signet.seed.SeedListener;

/** The seeder's words in the demo's terminal. */
record SeedLines(Terminal terminal) implements SeedListener {
    @Override
    public void say(String sentence) {
        terminal.out().println(sentence);
    }

    @Override
    public void sent(long records, long total) {
        if (terminal.isInteractive()) {
            terminal.err().printf("\r%,d / %,d records stored\r", records, total);
        }
    }
}
