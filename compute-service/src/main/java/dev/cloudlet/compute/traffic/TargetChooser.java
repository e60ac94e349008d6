package dev.cloudlet.compute.traffic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Chooses the target of a request: a group by weight, in it the one of the client's cookie, else by the group's algorithm. */
@Component
final class TargetChooser {
    private final Load load;
    private final StickyCookies cookies;
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    TargetChooser(Load load, StickyCookies cookies) {
        this.load = load;
        this.cookies = cookies;
    }

    /**
     * A target.
     *
     * @param remember whether the client is to be given a cookie that leads it here again
     */
    record Choice(Pool pool, Destination destination, boolean remember) {}

    /** Empty when the group has no targets. */
    Optional<Choice> choose(Routes routes, Action forward, List<HttpCookie> sent) {
        Pool pool = pool(routes, forward.forwardConfig().targetGroups());
        if (pool == null || pool.destinations().isEmpty()) {
            return Optional.empty();
        }
        List<Destination> open = pool.open();
        boolean sticky = pool.group().attribute("stickiness.enabled").equals("true");
        if (sticky) {
            Optional<Destination> known = cookies.destination(sent, open);
            if (known.isPresent()) {
                return Optional.of(new Choice(pool, known.get(), true));
            }
        }
        return Optional.of(new Choice(pool, next(pool, open), sticky));
    }

    private Destination next(Pool pool, List<Destination> open) {
        int turn = Math.floorMod(
                turns.computeIfAbsent(pool.group().arn(), arn -> new AtomicInteger())
                        .getAndIncrement(),
                open.size());
        if (pool.group().attribute("load_balancing.algorithm.type").equals("round_robin")) {
            return open.get(turn);
        }
        // Of those with the fewest requests, the one whose turn it is.
        return IntStream.range(0, open.size())
                .mapToObj(n -> open.get((turn + n) % open.size()))
                .min(Comparator.comparingInt(load::of))
                .orElseThrow();
    }

    private static @Nullable Pool pool(Routes routes, List<TargetGroupTuple> weighted) {
        int sum = weighted.stream().mapToInt(TargetGroupTuple::weight).sum();
        if (sum == 0) {
            return null;
        }
        int drawn = ThreadLocalRandom.current().nextInt(sum);
        for (TargetGroupTuple each : weighted) {
            drawn -= each.weight();
            if (drawn < 0) {
                return routes.pools().get(each.targetGroupArn());
            }
        }
        return null;
    }
}
