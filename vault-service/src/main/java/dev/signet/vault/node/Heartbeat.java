package dev.signet.vault.node;

import dev.signet.platform.BackgroundThread;
import dev.signet.platform.ServiceMain;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Says again and again that this instance is there and what it is doing, and forgets what nobody misses. */
@Component
class Heartbeat implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final NodeRows rows;
    private final NodeProperties properties;
    private final Activity activity;
    private final SimpleMessageListenerContainer requests;
    private final Environment environment;
    private final BackgroundThread thread =
            new BackgroundThread(Thread.ofVirtual().name("vault-heartbeat"));

    Heartbeat(
            NodeRows rows,
            NodeProperties properties,
            Activity activity,
            SimpleMessageListenerContainer requests,
            Environment environment) {
        this.rows = rows;
        this.properties = properties;
        this.activity = activity;
        this.requests = requests;
        this.environment = environment;
    }

    @Override
    public void start() {
        var url = properties.urlAt(environment.getRequiredProperty("local.server.port", Integer.class));
        rows.gone(url); // whoever had this address before
        seen(url);
        thread.start(() -> run(url));
    }

    private void run(URI url) throws InterruptedException {
        while (thread.pause(properties.heartbeat())) {
            attempt(() -> {
                seen(url);
                rows.forget();
            });
        }
        attempt(() -> rows.gone(url));
    }

    private void seen(URI url) {
        rows.seen(url, requests.getActiveConsumerCount() > 0, activity.doing(), activity.done());
    }

    // Without the database this instance can do nothing, and is away indeed.
    private static void attempt(Runnable beat) {
        try {
            beat.run();
        } catch (DataAccessException e) {
            log.debug("No heartbeat: {}", ServiceMain.reason(e));
        }
    }

    @Override
    public void stop() {
        thread.tellToStop();
        thread.join();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    /** Last to start, since only then it can be asked, and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
