package dev.signet.cli.progress;

import dev.signet.cli.progress.Estimate.Remaining;

/** Nothing but what people should know. */
record Silence(Terminal terminal) implements WatchView {
    @Override
    public void show(Progress progress, Remaining remaining) {}

    @Override
    public void say(String sentence) {
        terminal.err().println(sentence);
    }

    @Override
    public void finish(Progress progress) {}

    @Override
    public void stop() {}
}
