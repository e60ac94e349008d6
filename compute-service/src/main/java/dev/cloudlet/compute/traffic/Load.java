package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.targetgroup.InFlight;
import dev.cloudlet.compute.targetgroup.Target;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** How many requests each target works on now. */
@Component
final class Load implements InFlight {
    private final ConcurrentMap<Key, Integer> counts = new ConcurrentHashMap<>();

    private record Key(String groupArn, String targetId, int port) {
        static Key of(Destination to) {
            return new Key(to.groupArn(), to.targetId(), to.port());
        }
    }

    void begin(Destination to) {
        counts.merge(Key.of(to), 1, Integer::sum);
    }

    void end(Destination to) {
        counts.computeIfPresent(Key.of(to), (key, count) -> count == 1 ? null : count - 1);
    }

    int of(Destination to) {
        return counts.getOrDefault(Key.of(to), 0);
    }

    @Override
    public boolean busy(Target target) {
        return counts.containsKey(new Key(target.groupArn(), target.id(), target.port()));
    }
}
