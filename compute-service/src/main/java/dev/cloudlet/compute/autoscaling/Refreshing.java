package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.protocol.AwsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/**
 * Takes an instance refresh one step further: takes out as many of the instances of before as may be missing at once; that
 * others come in their place is what groups do anyway.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html">AWS</a>
 */
@Component
class Refreshing {
    /** After an hour in which nothing can be done a refresh has failed. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String SUSPENDED =
            "Waiting for the processes InstanceRefresh, Launch and Terminate to be resumed.";

    private final ScalingGroups groups;
    private final Members members;
    private final Refreshes refreshes;
    private final Launching launching;
    private final Terminating terminating;
    private final Clock clock;

    Refreshing(
            ScalingGroups groups,
            Members members,
            Refreshes refreshes,
            Launching launching,
            Terminating terminating,
            Clock clock) {
        this.groups = groups;
        this.members = members;
        this.refreshes = refreshes;
        this.launching = launching;
        this.terminating = terminating;
        this.clock = clock;
    }

    void advance(GroupKey key) {
        if (refreshes.active(key).isEmpty()) {
            return;
        }
        Optional<ScalingGroup> group = groups.lock(key).filter(each -> !each.deleting());
        Optional<Refreshes.Active> refresh = refreshes.active(key);
        if (group.isEmpty() || refresh.isEmpty()) {
            return;
        }
        RefreshView view = RefreshView.of(
                group.get(), refresh.get(), members.of(key), matching(group.get(), refresh.get()), clock.instant());
        if (refresh.get().document().status() == InstanceRefreshStatus.CANCELLING) {
            if (!view.moves()) {
                save(refresh.get(), view, InstanceRefreshStatus.CANCELLED, refreshReason(refresh.get()));
            }
            return;
        }
        replace(group.get(), refresh.get(), view);
    }

    private static String refreshReason(Refreshes.Active refresh) {
        return String.valueOf(refresh.document().statusReason());
    }

    private Optional<Member.Template> matching(ScalingGroup group, Refreshes.Active refresh) {
        LaunchTemplateSpecification wanted = refreshes.template(group);
        if (!Boolean.TRUE.equals(refresh.document().preferences().skipMatching())) {
            return Optional.empty();
        }
        try {
            Launching.Planned planned = launching.plan(group.key().place(), wanted);
            return Optional.of(new Member.Template(
                    planned.template().id(), planned.template().name(), planned.version()));
        } catch (AwsException gone) {
            return Optional.empty();
        }
    }

    private void replace(ScalingGroup group, Refreshes.Active refresh, RefreshView view) {
        if (view.isDone()) {
            Optional.ofNullable(refresh.document().desiredConfiguration())
                    .ifPresent(wanted -> groups.document(
                            group.key(),
                            group.document().toBuilder()
                                    .launchTemplate(wanted.launchTemplate())
                                    .build()));
            save(refresh, view, InstanceRefreshStatus.SUCCESSFUL, "");
            return;
        }
        boolean suspended = isSuspended(group);
        List<Member> next = suspended ? List.of() : view.next();
        String cause = Activities.at(clock.instant())
                + " an instance was taken out of service in response to an instance refresh.";
        next.forEach(each -> terminating.begin(group, each, cause));
        Instant now = clock.instant();
        boolean stuck = next.isEmpty() && !view.moves() && !suspended;
        Optional<Instant> since = stuck ? Optional.of(refresh.stuck().orElse(now)) : Optional.empty();
        boolean failed =
                since.filter(from -> !now.isBefore(from.plus(PATIENCE))).isPresent();
        save(
                new Refreshes.Active(refresh.begun(), refresh.total(), since, refresh.document()),
                view,
                failed ? InstanceRefreshStatus.FAILED : InstanceRefreshStatus.IN_PROGRESS,
                suspended ? SUSPENDED : next.isEmpty() ? view.waitingFor() : "");
    }

    private static boolean isSuspended(ScalingGroup group) {
        return group.suspends("InstanceRefresh") || group.suspends("Terminate") || group.suspends("Launch");
    }

    private void save(Refreshes.Active before, RefreshView view, InstanceRefreshStatus status, String reason) {
        int total = before.total().orElse(view.old().size());
        int left = Math.min(total, view.remaining());
        boolean over = status != InstanceRefreshStatus.IN_PROGRESS;
        InstanceRefresh after = before.document().toBuilder()
                .status(status)
                .statusReason(reason.isEmpty() ? null : reason)
                .instancesToUpdate(left)
                .percentageComplete(total == 0 ? 100 : 100 * (total - left) / total)
                .endTime(over ? clock.instant() : null)
                .build();
        refreshes.save(new Refreshes.Active(before.begun(), Optional.of(total), before.stuck(), after));
    }
}
