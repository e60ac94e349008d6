package dev.cloudlet.compute.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In which zone to launch, and whom to terminate.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html">AWS</a>
 */
final class Balance {
    private static final Duration HOUR = Duration.ofHours(1);

    private Balance() {}

    /** The zone with the fewest instances, the first of several. */
    static String launchZone(List<String> zones, List<Member> members) {
        Map<String, Long> counts = count(members);
        return zones.stream()
                .min(Comparator.comparing(zone -> counts.getOrDefault(zone, 0L)))
                .orElseThrow();
    }

    /**
     * The instance to terminate next, in the zone with the most instances; empty when all are protected.
     *
     * @param policies in the order in which they decide
     * @param current the launch template's version that the group launches now
     */
    static Optional<Member> victim(List<Member> members, List<String> policies, Optional<String> current, Instant now) {
        List<Member> open = members.stream().filter(each -> !isProtected(each)).toList();
        // Those that are not well go first, wherever they are.
        Optional<Member> unhealthy =
                open.stream().filter(each -> !each.healthy()).findFirst();
        if (unhealthy.isPresent()) {
            return unhealthy;
        }
        Map<String, Long> counts = count(members);
        long most = open.stream()
                .mapToLong(each -> counts.getOrDefault(each.zone(), 0L))
                .max()
                .orElse(0);
        Comparator<Member> order = Comparator.comparingInt(each -> 0);
        for (String policy : policies) {
            order = order.thenComparing(order(policy, current, now));
        }
        return open.stream()
                .filter(each -> counts.getOrDefault(each.zone(), 0L) == most)
                .min(order.thenComparing(Member::launched).thenComparing(Member::id));
    }

    /** Protection from scale-in starts when an instance is in service. */
    private static boolean isProtected(Member member) {
        return member.isProtected() && member.phase() == Phase.IN_SERVICE;
    }

    private static Map<String, Long> count(List<Member> members) {
        return members.stream()
                .filter(Member::counts)
                .map(Member::zone)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Comparator<Member> order(String policy, Optional<String> current, Instant now) {
        return switch (policy) {
            case "OldestInstance" -> Comparator.comparing(Member::launched);
            case "NewestInstance" -> Comparator.comparing(Member::launched).reversed();
            case "OldestLaunchTemplate" -> oldestTemplate(current);
            case "ClosestToNextInstanceHour" -> closestToHour(now);
            default -> oldestTemplate(current).thenComparing(closestToHour(now));
        };
    }

    // Attached ones have none at all and go first, then those of other versions than the group's present one, oldest
    // first.
    private static Comparator<Member> oldestTemplate(Optional<String> current) {
        return Comparator.comparingLong(each -> each.template()
                .map(Member.Template::version)
                .map(version -> current.filter(version::equals).isPresent() ? Long.MAX_VALUE : number(version))
                .orElse(-1L));
    }

    private static long number(String version) {
        return version.matches("\\d{1,18}") ? Long.parseLong(version) : 0;
    }

    private static Comparator<Member> closestToHour(Instant now) {
        return Comparator.comparingLong((Member each) ->
                        Math.floorMod(Duration.between(each.launched(), now).toSeconds(), HOUR.toSeconds()))
                .reversed();
    }
}
