package dev.cloudlet.compute.autoscaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/**
 * A group as an instance refresh sees it.
 *
 * @param old those that are still to be replaced
 * @param ready those that serve, are healthy, and have warmed up
 * @param coming those that do not yet, but are about to
 * @param leaving whether instances are on their way out
 */
record RefreshView(
        RefreshPreferences preferences,
        int desired,
        List<Member> old,
        List<Member> ready,
        List<Member> coming,
        boolean leaving) {
    private static final Set<Phase> LEAVING =
            EnumSet.of(Phase.TERMINATING, Phase.TERMINATING_WAIT, Phase.TERMINATING_PROCEED, Phase.SHUTTING_DOWN);

    /** @param matching the launch template whose instances need no replacing; empty when all do */
    static RefreshView of(
            ScalingGroup group,
            Refreshes.Active refresh,
            List<Member> members,
            Optional<Member.Template> matching,
            Instant now) {
        RefreshPreferences preferences = refresh.document().preferences();
        int warmup = warmup(group, preferences);
        Predicate<Member> before = each -> each.launched().isBefore(refresh.begun());
        Predicate<Member> isReady = each -> each.phase() == Phase.IN_SERVICE
                && each.healthy()
                && (before.test(each)
                        || each.inService()
                                .filter(since -> !now.isBefore(since.plusSeconds(warmup)))
                                .isPresent());
        return new RefreshView(
                preferences,
                group.desired(),
                members.stream()
                        .filter(before)
                        .filter(each -> each.counts() || Phase.ASIDE.contains(each.phase()))
                        .filter(each -> matching.isEmpty() || !matching.equals(each.template()))
                        .filter(each -> !isIgnored(preferences, each))
                        .toList(),
                members.stream().filter(isReady).toList(),
                members.stream()
                        .filter(each -> each.counts() && each.healthy() && !isReady.test(each))
                        .toList(),
                members.stream().anyMatch(each -> LEAVING.contains(each.phase())));
    }

    private static int warmup(ScalingGroup group, RefreshPreferences preferences) {
        if (preferences.instanceWarmup() != null) {
            return preferences.instanceWarmup();
        }
        Integer usual = group.document().defaultInstanceWarmup();
        return usual != null && usual >= 0
                ? usual
                : Objects.requireNonNullElse(group.document().healthCheckGracePeriod(), 0);
    }

    private static boolean isIgnored(RefreshPreferences preferences, Member each) {
        return RefreshSettings.IGNORE.equals(treatment(preferences, each));
    }

    // What is asked for instances that are set apart; for the others nothing is.
    private static String treatment(RefreshPreferences preferences, Member each) {
        if (Phase.ASIDE.contains(each.phase())) {
            return preferences.standbyInstancesAsString();
        }
        return each.isProtected() ? preferences.scaleInProtectedInstancesAsString() : "";
    }

    boolean isDone() {
        return old.isEmpty() && ready.size() >= desired;
    }

    boolean moves() {
        return leaving || !coming.isEmpty();
    }

    /** How many are still to be updated: those of before, and those that are not back yet. */
    int remaining() {
        return old.size() + Math.max(0, desired - ready.size());
    }

    /** Whom to take out now. With too little room for one, it is one all the same when nobody is missing. */
    List<Member> next() {
        int least = (int) Math.ceil(desired * preferences.minHealthyPercentage() / 100.0);
        int room = ready.size() - least;
        if (room < 1 && ready.size() >= desired) {
            room = 1;
        }
        List<Member> next = new ArrayList<>();
        for (Member each : old) {
            if (!RefreshSettings.WAIT.equals(treatment(preferences, each))) {
                if (!ready.contains(each)) {
                    next.add(each);
                } else if (room > 0) {
                    next.add(each);
                    room--;
                }
            }
        }
        return next;
    }

    /** Why nothing is taken out, as AWS has it. */
    String waitingFor() {
        if (!coming.isEmpty()) {
            return "Waiting for instances to warm up before continuing. For example: "
                    + coming.getFirst().id() + " is warming up.";
        }
        return old.stream()
                .filter(each -> RefreshSettings.WAIT.equals(treatment(preferences, each)))
                .findFirst()
                .map(each -> "Waiting for instance " + each.id()
                        + (Phase.ASIDE.contains(each.phase())
                                ? " to leave Standby."
                                : " to lose its scale-in protection."))
                .orElse("Waiting for remaining instances to be available.");
    }
}
