package dev.cloudlet.kit.authentication;

import dev.cloudlet.kit.internal.ServiceCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells iam-service when keys were last used: only of calls whose signature was right, the latest of each key, every few
 * seconds. It is for people who look for keys that nobody needs; what a crash loses does not matter.
 */
public final class KeyUses implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KeyUses.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int MOST_KEYS = 10_000;

    private final ServiceCalls services;
    private final Map<String, KeyUse> latest = new ConcurrentHashMap<>();
    private volatile @Nullable Telling telling;

    private record Telling(ScheduledExecutorService thread, Future<?> task) {}

    public KeyUses(ServiceCalls services) {
        this.services = services;
    }

    /** Notes that a key was used. */
    public void note(KeyUse use) {
        if (latest.size() < MOST_KEYS || latest.containsKey(use.accessKeyId())) {
            latest.put(use.accessKeyId(), use);
        }
    }

    /** Passes on what was noted since the last time. */
    void tell() {
        List<KeyUse> uses = new ArrayList<>();
        for (String key : List.copyOf(latest.keySet())) {
            KeyUse use = latest.remove(key);
            if (use != null) {
                uses.add(use);
            }
        }
        if (uses.isEmpty()) {
            return;
        }
        try {
            services.call("iam-service", KeyUse.OPERATION, new KeyUse.Batch(uses), Boolean.class);
        } catch (RuntimeException e) {
            // The edge of this thread: one that fails would not be run again.
            log.debug("iam-service was not told of {} used keys", uses.size(), e);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("key-uses").factory());
        telling = new Telling(
                thread,
                thread.scheduleWithFixedDelay(this::tell, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS));
    }

    @Override
    public void stop() {
        Telling ending = telling;
        telling = null;
        if (ending != null) {
            ending.task().cancel(false);
            ending.thread().shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return telling != null;
    }
}
