package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** Replaces the instances of a group, some at a time. */
@AwsOperations
class RefreshOperations {
    private final ScalingGroups groups;
    private final GroupSettings settings;
    private final Refreshes refreshes;
    private final Capacity capacity;

    RefreshOperations(ScalingGroups groups, GroupSettings settings, Refreshes refreshes, Capacity capacity) {
        this.groups = groups;
        this.settings = settings;
        this.refreshes = refreshes;
        this.capacity = capacity;
    }

    @Authorize(action = "autoscaling:StartInstanceRefresh", resource = GroupArns.TEMPLATE)
    StartInstanceRefreshResponse startInstanceRefresh(Call call, StartInstanceRefreshRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        if (group.deleting()) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "AutoScalingGroup '%s' is pending delete", group.key().name());
        }
        if (refreshes.active(group.key()).isPresent()) {
            throw ScalingError.INSTANCE_REFRESH_IN_PROGRESS.of(
                    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
        }
        InstanceRefresh refresh = InstanceRefresh.builder()
                .instanceRefreshId(UUID.randomUUID().toString())
                .autoScalingGroupName(group.key().name())
                .status(InstanceRefreshStatus.PENDING)
                .strategy(RefreshStrategy.ROLLING)
                .startTime(call.time())
                .preferences(RefreshSettings.preferences(request))
                .desiredConfiguration(configuration(call, request.desiredConfiguration()))
                .build();
        refreshes.add(group.key(), refresh);
        capacity.look(group.key());
        return StartInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.instanceRefreshId())
                .build();
    }

    private @Nullable DesiredConfiguration configuration(Call call, @Nullable DesiredConfiguration wanted) {
        if (wanted == null || (wanted.launchTemplate() == null && wanted.mixedInstancesPolicy() == null)) {
            return null;
        }
        GroupOperations.refuse("MixedInstancesPolicy", wanted.mixedInstancesPolicy());
        return DesiredConfiguration.builder()
                .launchTemplate(settings.template(call, wanted.launchTemplate()))
                .build();
    }

    @Authorize(action = "autoscaling:CancelInstanceRefresh", resource = GroupArns.TEMPLATE)
    CancelInstanceRefreshResponse cancelInstanceRefresh(Call call, CancelInstanceRefreshRequest request) {
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        Refreshes.Active active = refreshes
                .active(group.key())
                .orElseThrow(() -> ScalingError.ACTIVE_INSTANCE_REFRESH_NOT_FOUND.of(
                        "No in progress or pending Instance Refresh found for Auto Scaling group %s",
                        group.key().name()));
        boolean atOnce = Boolean.FALSE.equals(request.waitForTransitioningInstances());
        refreshes.save(new Refreshes.Active(
                active.begun(),
                active.total(),
                active.stuck(),
                active.document().toBuilder()
                        .status(atOnce ? InstanceRefreshStatus.CANCELLED : InstanceRefreshStatus.CANCELLING)
                        .statusReason("Cancelled due to user request.")
                        .endTime(atOnce ? call.time() : null)
                        .build()));
        capacity.look(group.key());
        return CancelInstanceRefreshResponse.builder()
                .instanceRefreshId(active.document().instanceRefreshId())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeInstanceRefreshes")
    DescribeInstanceRefreshesResponse describeInstanceRefreshes(Call call, DescribeInstanceRefreshesRequest request) {
        GroupKey key = new GroupKey(Place.of(call), request.autoScalingGroupName());
        if (groups.find(key).isEmpty()) {
            throw ScalingGroups.missing(key.name());
        }
        List<InstanceRefresh> found = refreshes.list(key).stream()
                .filter(each -> request.instanceRefreshIds().isEmpty()
                        || request.instanceRefreshIds().contains(each.instanceRefreshId()))
                .toList();
        ScalingPage<InstanceRefresh> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(page.items())
                .nextToken(page.next())
                .build();
    }
}
