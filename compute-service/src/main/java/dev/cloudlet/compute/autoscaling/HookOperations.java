package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/** Lifecycle hooks, and the answers of those who have them. */
@AwsOperations
class HookOperations {
    private final ScalingGroups groups;
    private final Members members;
    private final Hooks hooks;
    private final HookSettings settings;
    private final Capacity capacity;

    HookOperations(ScalingGroups groups, Members members, Hooks hooks, HookSettings settings, Capacity capacity) {
        this.groups = groups;
        this.members = members;
        this.hooks = hooks;
        this.settings = settings;
        this.capacity = capacity;
    }

    @Authorize(action = "autoscaling:PutLifecycleHook", resource = GroupArns.TEMPLATE)
    PutLifecycleHookResponse putLifecycleHook(Call call, PutLifecycleHookRequest request) {
        settings.put(
                groups.require(Place.of(call), request.autoScalingGroupName()).key(), request);
        return PutLifecycleHookResponse.builder().build();
    }

    @Authorize(action = "autoscaling:DeleteLifecycleHook", resource = GroupArns.TEMPLATE)
    DeleteLifecycleHookResponse deleteLifecycleHook(Call call, DeleteLifecycleHookRequest request) {
        GroupKey key =
                groups.require(Place.of(call), request.autoScalingGroupName()).key();
        LifecycleHook hook = hook(key, request.lifecycleHookName());
        // Who waits for it goes on with its default result, as AWS does.
        for (Member member : members.of(key)) {
            hooks.complete(member.id(), hook.lifecycleHookName(), hook.defaultResult());
        }
        hooks.remove(key, hook.lifecycleHookName());
        capacity.look(key);
        return DeleteLifecycleHookResponse.builder().build();
    }

    private LifecycleHook hook(GroupKey key, String name) {
        return hooks.find(key, name)
                .orElseThrow(() -> ScalingError.VALIDATION_ERROR.of(
                        "No Lifecycle Hook found with name: %s for AutoScalingGroup: %s", name, key.name()));
    }

    @Authorize(action = "autoscaling:DescribeLifecycleHooks")
    DescribeLifecycleHooksResponse describeLifecycleHooks(Call call, DescribeLifecycleHooksRequest request) {
        GroupKey key =
                groups.require(Place.of(call), request.autoScalingGroupName()).key();
        return DescribeLifecycleHooksResponse.builder()
                .lifecycleHooks(hooks.of(key).stream()
                        .filter(each -> request.lifecycleHookNames().isEmpty()
                                || request.lifecycleHookNames().contains(each.lifecycleHookName()))
                        .toList())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeLifecycleHookTypes")
    DescribeLifecycleHookTypesResponse describeLifecycleHookTypes(
            Call call, DescribeLifecycleHookTypesRequest request) {
        return DescribeLifecycleHookTypesResponse.builder()
                .lifecycleHookTypes(Hooks.LAUNCHING, Hooks.TERMINATING)
                .build();
    }

    @Authorize(action = "autoscaling:CompleteLifecycleAction", resource = GroupArns.TEMPLATE)
    CompleteLifecycleActionResponse completeLifecycleAction(Call call, CompleteLifecycleActionRequest request) {
        GroupKey key =
                groups.require(Place.of(call), request.autoScalingGroupName()).key();
        LifecycleHook hook = hook(key, request.lifecycleHookName());
        if (!Set.of(Hooks.CONTINUE, Hooks.ABANDON).contains(request.lifecycleActionResult())) {
            throw ScalingError.VALIDATION_ERROR.of("LifecycleActionResult must be CONTINUE or ABANDON");
        }
        String instance = instance(key, request.instanceId(), request.lifecycleActionToken());
        if (!hooks.complete(instance, hook.lifecycleHookName(), request.lifecycleActionResult())) {
            throw noAction(instance);
        }
        capacity.look(key);
        return CompleteLifecycleActionResponse.builder().build();
    }

    @Authorize(action = "autoscaling:RecordLifecycleActionHeartbeat", resource = GroupArns.TEMPLATE)
    RecordLifecycleActionHeartbeatResponse recordLifecycleActionHeartbeat(
            Call call, RecordLifecycleActionHeartbeatRequest request) {
        GroupKey key =
                groups.require(Place.of(call), request.autoScalingGroupName()).key();
        LifecycleHook hook = hook(key, request.lifecycleHookName());
        String instance = instance(key, request.instanceId(), request.lifecycleActionToken());
        if (!hooks.heartbeat(instance, hook)) {
            throw noAction(instance);
        }
        return RecordLifecycleActionHeartbeatResponse.builder().build();
    }

    private String instance(GroupKey key, @Nullable String id, @Nullable String token) {
        String found =
                id != null ? id : token == null ? "" : hooks.waitingUnder(token).orElse("");
        boolean member = members.of(key).stream().anyMatch(each -> each.id().equals(found));
        if (!member) {
            throw noAction(id != null ? id : String.valueOf(token));
        }
        return found;
    }

    private static RuntimeException noAction(String of) {
        return ScalingError.VALIDATION_ERROR.of("No active Lifecycle Action found with instance ID %s", of);
    }
}
