package dev.signet.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that means nothing alone: what is to be done stands behind it. */
public abstract class Group implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "what is to be done with it? one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
