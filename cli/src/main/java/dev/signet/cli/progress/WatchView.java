package dev.signet.cli.progress;

import dev.signet.cli.progress.Estimate.Remaining;

/** Shows people how a run goes on. */
public interface WatchView {
    /** Called for every reading; decides itself how much of it to show. */
    void show(Progress progress, Remaining remaining);

    /** Something people should know, said once. */
    void say(String sentence);

    /** The run has ended; nothing is shown after this. */
    void finish(Progress progress);

    /** The watching has ended although the run has not: leave the screen as one would want to find it. */
    void stop();

    /** No progress, only what people should know. */
    static WatchView silentOn(Terminal terminal) {
        return new Silence(terminal);
    }

    /** A bar that is redrawn in place where the terminal can do that, else plain lines. */
    static WatchView on(Terminal terminal) {
        return terminal.isInteractive() ? new LiveBar(terminal) : new PlainLines(terminal);
    }
}
