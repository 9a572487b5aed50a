package dev.signet.system;

import java.util.HashMap;
import java.util.Map;

/**
 * How a service is brought to one of its points.
 *
 * @param settings of the process that is to die there, in addition to those of all
 * @param prepare done while all services are well
 * @param provoke done again and again once the process serves, until it has died
 * @param once the point is passed only once in a process's life
 */
record CrashScenario(Map<String, String> settings, Step prepare, Step provoke, boolean once) {
    CrashScenario {
        settings = Map.copyOf(settings);
    }

    static CrashScenario of(Step provoke) {
        return new CrashScenario(Map.of(), _ -> {}, provoke, false);
    }

    CrashScenario with(String setting, String value) {
        var more = new HashMap<>(settings);
        more.put(setting, value);
        return new CrashScenario(more, prepare, provoke, once);
    }

    CrashScenario after(Step preparation) {
        return new CrashScenario(settings, preparation, provoke, once);
    }

    CrashScenario onlyAtStart() {
        return new CrashScenario(settings, prepare, provoke, true);
    }

    /** Whether the service comes there only in a process that is started for it. */
    boolean needsAStart() {
        return once || !settings.isEmpty();
    }

    /** Something done to the system from outside. */
    @FunctionalInterface
    interface Step {
        void take(CrashBench bench) throws Exception;
    }
}
