package dev.signet.standalone;

import dev.signet.cli.progress.Terminal;
import dev.signet.cli.verify.LedgerCheck;

/** The verification's words in the demo's terminal. */
record VerifyLines(Terminal terminal) implements LedgerCheck.Listener {
    @Override
    public void waiting(String reason) {
        terminal.err().println("waiting: " + reason);
    }

    @Override
    public void verified(long soFar) {
        if (terminal.isInteractive()) {
            terminal.err().printf("\r%,d signatures verified\r", soFar);
        }
    }
}
