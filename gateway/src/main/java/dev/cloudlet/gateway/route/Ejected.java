package dev.cloudlet.gateway.route;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.stereotype.Component;

/** Instances that refused or broke a connection, which are not chosen for a while: the registry needs seconds to notice. */
@Component
final class Ejected {
    private static final Duration TERM = Duration.ofSeconds(5);

    private final Map<String, Long> until = new ConcurrentHashMap<>();
    private final Map<String, Long> goneUntil = new ConcurrentHashMap<>();

    void add(ServiceInstance instance, IOException failure) {
        long end = System.nanoTime() + TERM.toNanos();
        until.put(key(instance), end);
        if (failure instanceof ConnectException) {
            goneUntil.put(key(instance), end);
        }
    }

    /** Whether it has lately refused a connection, and so is no more: a connection may break for other reasons. */
    boolean isGone(ServiceInstance instance) {
        long now = System.nanoTime();
        goneUntil.values().removeIf(end -> end - now < 0);
        return goneUntil.containsKey(key(instance));
    }

    /** Those that have not failed lately; all of them if every one has. */
    List<ServiceInstance> without(List<ServiceInstance> all) {
        if (until.isEmpty()) {
            return all;
        }
        long now = System.nanoTime();
        until.values().removeIf(end -> end - now < 0);
        List<ServiceInstance> kept =
                all.stream().filter(each -> !until.containsKey(key(each))).toList();
        return kept.isEmpty() ? all : kept;
    }

    private static String key(ServiceInstance instance) {
        return instance.getHost() + ":" + instance.getPort();
    }
}
