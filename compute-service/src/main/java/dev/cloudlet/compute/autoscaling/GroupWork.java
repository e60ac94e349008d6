package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.kit.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.autoscaling.model.Activity;

/** Keeps a group as it is to be: looks at what is wanted and what is there, and takes the next step. */
@Component
class GroupWork implements Work {
    static final String NAME = "auto-scaling-group";

    private static final Duration MOVING = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final int LAUNCHES_AT_ONCE = 20;

    private final ScalingGroups groups;
    private final Members members;
    private final Activities activities;
    private final Launching launching;
    private final Serving serving;
    private final Terminating terminating;
    private final Registrations registrations;
    private final Refreshing refreshing;
    private final Schedule schedule;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GroupWork(
            ScalingGroups groups,
            Members members,
            Activities activities,
            Launching launching,
            Serving serving,
            Terminating terminating,
            Registrations registrations,
            Refreshing refreshing,
            Schedule schedule,
            TransactionTemplate transaction,
            Clock clock) {
        this.groups = groups;
        this.members = members;
        this.activities = activities;
        this.launching = launching;
        this.serving = serving;
        this.terminating = terminating;
        this.registrations = registrations;
        this.refreshing = refreshing;
        this.schedule = schedule;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String text) {
        GroupKey key = GroupKey.parse(text);
        transaction.executeWithoutResult(status -> schedule.run(key));
        for (Member member : members.of(key)) {
            transaction.executeWithoutResult(status -> step(key, member.id()));
        }
        transaction.executeWithoutResult(status -> refreshing.advance(key));
        transaction.executeWithoutResult(status -> shrink(key));
        grow(key);
        return Boolean.TRUE.equals(transaction.execute(status -> end(key))) ? Next.done() : next(key);
    }

    // Read again under the group's lock: a request may have come in between.
    private void step(GroupKey key, String id) {
        Optional<ScalingGroup> group = groups.lock(key);
        Optional<Member> member = members.find(id);
        if (group.isEmpty() || member.isEmpty()) {
            return;
        }
        switch (member.get().phase()) {
            case PENDING, PENDING_WAIT, PENDING_PROCEED, IN_SERVICE, ENTERING_STANDBY, STANDBY ->
                serving.advance(group.get(), member.get());
            case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED, SHUTTING_DOWN ->
                terminating.advance(group.get(), member.get());
            case DETACHING -> {
                if (!registrations.in(id)) {
                    member.get().activity().ifPresent(activities::succeed);
                    members.remove(id);
                }
            }
        }
    }

    private void shrink(GroupKey key) {
        Optional<ScalingGroup> found = groups.lock(key);
        if (found.isEmpty()
                || (found.get().suspends("Terminate") && !found.get().deleting())) {
            return;
        }
        ScalingGroup group = found.get();
        if (group.deleting()) {
            members.of(key).stream()
                    .filter(each -> each.counts() || Phase.ASIDE.contains(each.phase()))
                    .forEach(each -> terminating.begin(group, each, group.cause()));
            return;
        }
        List<Member> counted = members.of(key).stream().filter(Member::counts).toList();
        int have = counted.size();
        while (have > group.desired()) {
            Optional<String> current =
                    Optional.ofNullable(group.document().launchTemplate()).map(each -> launching.version(group));
            Optional<Member> victim =
                    Balance.victim(counted, group.document().terminationPolicies(), current, clock.instant());
            if (victim.isEmpty()) {
                noteProtected(group);
                return;
            }
            terminating.begin(
                    group, victim.get(), shrinking(group, have, victim.get().id()));
            counted = members.of(key).stream().filter(Member::counts).toList();
            have = counted.size();
        }
    }

    // Once for each change of the capacity: it is tried again and again.
    private void noteProtected(ScalingGroup group) {
        if (!group.cause().isEmpty()) {
            Activity activity = activities.begin(
                    group,
                    "Could not scale to desired capacity because all remaining instances are protected from scale-in.",
                    group.cause(),
                    null);
            activities.fail(activity.activityId(), null);
            groups.cause(group.key(), "");
        }
    }

    private String shrinking(ScalingGroup group, int have, String id) {
        String at = Activities.at(clock.instant());
        String before = group.cause().isEmpty() ? "" : group.cause() + "  ";
        return before + at
                + " an instance was taken out of service in response to a difference between desired and actual"
                + " capacity, shrinking the capacity from " + have + " to " + group.desired() + ".  " + at
                + " instance "
                + id + " was selected for termination.";
    }

    private void grow(GroupKey key) {
        for (int launches = 0; launches < LAUNCHES_AT_ONCE; launches++) {
            Optional<ScalingGroup> group = groups.find(key);
            boolean held = group.isEmpty()
                    || group.get().suspends("Launch")
                    || group.get()
                            .launchFailures()
                            .filter(each -> each.holds(clock.instant()))
                            .isPresent();
            if (held || !launching.launchOne(key)) {
                return;
            }
        }
    }

    // True when the group is gone.
    private boolean end(GroupKey key) {
        Optional<ScalingGroup> group = groups.lock(key);
        if (group.isPresent() && group.get().deleting() && members.of(key).isEmpty()) {
            activities.delete(key);
            groups.remove(key);
            return true;
        }
        group.filter(each -> !each.deleting() && !each.cause().isEmpty() && isReached(each))
                .ifPresent(each -> groups.cause(key, ""));
        return group.isEmpty();
    }

    private boolean isReached(ScalingGroup group) {
        return members.of(group.key()).stream().filter(Member::counts).count() == group.desired();
    }

    private Next next(GroupKey key) {
        boolean moving = members.of(key).stream().anyMatch(each -> Phase.MOVING.contains(each.phase()));
        return Next.after(moving ? MOVING : STEADY);
    }
}
