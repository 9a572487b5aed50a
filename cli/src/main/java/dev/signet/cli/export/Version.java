package dev.signet.cli.export;

import java.util.Objects;

/** Which Signet this is. */
final class Version {
    static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
    }

    private Version() {}
}
