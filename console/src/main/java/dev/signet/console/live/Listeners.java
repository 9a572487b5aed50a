package dev.signet.console.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All who listen: so many at most, one heartbeat for all of them, and an end before the server's own. */
@Component
class Listeners implements SmartLifecycle, DisposableBean, MeterBinder {
    private final Set<Listener> present = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Listeners::thread);
    private final LiveProperties properties;
    private volatile boolean running;
    private @Nullable ScheduledFuture<?> heart;

    Listeners(LiveProperties properties) {
        this.properties = properties;
    }

    /** Empty when there are too many already. */
    synchronized Optional<Listener> add() {
        present.removeIf(Listener::isClosed);
        if (!running || present.size() >= properties.maxClients()) {
            return Optional.empty();
        }
        var listener = new Listener(properties.patience());
        present.add(listener);
        return Optional.of(listener);
    }

    void remove(Listener listener) {
        listener.close();
        present.remove(listener);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("signet.stream.clients", present, Set::size)
                .description("Browsers that listen to the live stream")
                .register(registry);
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    int size() {
        return present.size();
    }

    Event event(String name, String data) {
        return new Event(ids.incrementAndGet(), name, data);
    }

    void tell(String name, String data) {
        var event = event(name, data);
        present.forEach(listener -> listener.offer(event));
    }

    @Override
    public synchronized void start() {
        running = true;
        var every = properties.heartbeat();
        heart = scheduler.scheduleAtFixedRate(this::beat, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        present.forEach(Listener::beat);
        present.removeIf(Listener::isClosed); // its thread may still be writing into a connection that nobody reads
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("heartbeat").unstarted(work);
    }

    /** Before the web server, which would wait for the streams to end by themselves. */
    @Override
    public synchronized void stop() {
        running = false;
        if (heart != null) {
            heart.cancel(false);
        }
        present.forEach(Listener::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void destroy() {
        scheduler.shutdownNow();
    }
}
