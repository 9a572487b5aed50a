package dev.signet.standalone;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Without the turn, about one round in ten fails. */
class LoggingInTurnTest {
    private static final int AT_ONCE = 4;

    @RepeatedTest(100)
    void applicationsStartSideBySide() throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var starts =
                    Stream.generate(LoggingInTurnTest::start).limit(AT_ONCE).toList();
            for (var started : threads.invokeAll(starts)) {
                started.get().close();
            }
        }
    }

    private static Callable<ConfigurableApplicationContext> start() {
        return () -> new SpringApplicationBuilder(Object.class)
                .listeners(new LoggingInTurn())
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run();
    }
}
