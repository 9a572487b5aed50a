package dev.signet.embedded;

import java.io.Writer;
import org.apache.qpid.server.store.derby.DerbyUtils;

/** Where Derby's chatter goes: nowhere. Its failures reach the broker as exceptions. Public because Derby finds it by its name. */
public final class DerbyLog {
    private DerbyLog() {}

    /** Without this, Derby writes a derby.log into the working directory, or the broker warns of every start and stop. */
    static void silence() {
        System.setProperty("derby.stream.error.method", DerbyLog.class.getName() + ".writer");
        DerbyUtils.loadDerbyDriver(); // which opens the log, before the broker can name its own
    }

    /** Called by Derby. */
    public static Writer writer() {
        return Writer.nullWriter();
    }
}
