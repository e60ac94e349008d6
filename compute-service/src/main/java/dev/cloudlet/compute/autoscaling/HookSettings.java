package dev.cloudlet.compute.autoscaling;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** What AWS takes as a lifecycle hook. */
@Component
class HookSettings {
    private static final int MOST = 50;
    private static final int USUAL_TIMEOUT = 3600;
    private static final int LEAST_TIMEOUT = 30;
    private static final int MOST_TIMEOUT = 7200;

    private final Hooks hooks;

    HookSettings(Hooks hooks) {
        this.hooks = hooks;
    }

    void put(GroupKey group, LifecycleHookSpecification wanted) {
        put(
                group,
                LifecycleHook.builder()
                        .lifecycleHookName(wanted.lifecycleHookName())
                        .lifecycleTransition(wanted.lifecycleTransition())
                        .heartbeatTimeout(wanted.heartbeatTimeout())
                        .defaultResult(wanted.defaultResult())
                        .notificationMetadata(wanted.notificationMetadata())
                        .build(),
                wanted.notificationTargetARN(),
                wanted.roleARN());
    }

    void put(GroupKey group, PutLifecycleHookRequest wanted) {
        LifecycleHook before = hooks.find(group, wanted.lifecycleHookName())
                .orElse(LifecycleHook.builder().build());
        put(
                group,
                before.toBuilder()
                        .lifecycleHookName(wanted.lifecycleHookName())
                        .lifecycleTransition(either(wanted.lifecycleTransition(), before.lifecycleTransition()))
                        .heartbeatTimeout(
                                wanted.heartbeatTimeout() != null
                                        ? wanted.heartbeatTimeout()
                                        : before.heartbeatTimeout())
                        .defaultResult(either(wanted.defaultResult(), before.defaultResult()))
                        .notificationMetadata(either(wanted.notificationMetadata(), before.notificationMetadata()))
                        .build(),
                wanted.notificationTargetARN(),
                wanted.roleARN());
    }

    private static @Nullable String either(@Nullable String wanted, @Nullable String before) {
        return wanted != null ? wanted : before;
    }

    private void put(GroupKey group, LifecycleHook wanted, @Nullable String target, @Nullable String role) {
        if ((target != null && !target.isEmpty()) || (role != null && !role.isEmpty())) {
            throw ScalingError.NOT_IMPLEMENTED.of(
                    "Notifications of lifecycle hooks are not part of this cloud; look for waiting instances by DescribeAutoScalingGroups.");
        }
        if (!Set.of(Hooks.LAUNCHING, Hooks.TERMINATING).contains(String.valueOf(wanted.lifecycleTransition()))) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Please specify a valid lifecycle transition: %s or %s", Hooks.LAUNCHING, Hooks.TERMINATING);
        }
        int timeout = Objects.requireNonNullElse(wanted.heartbeatTimeout(), USUAL_TIMEOUT);
        if (timeout < LEAST_TIMEOUT || timeout > MOST_TIMEOUT) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Heartbeat timeout must be between %d and %d seconds", LEAST_TIMEOUT, MOST_TIMEOUT);
        }
        String result = Objects.requireNonNullElse(wanted.defaultResult(), Hooks.ABANDON);
        if (!Set.of(Hooks.CONTINUE, Hooks.ABANDON).contains(result)) {
            throw ScalingError.VALIDATION_ERROR.of("Default result must be CONTINUE or ABANDON");
        }
        LifecycleHook hook = wanted.toBuilder()
                .autoScalingGroupName(group.name())
                .heartbeatTimeout(timeout)
                .defaultResult(result)
                .build();
        hooks.put(group, hook.toBuilder().globalTimeout(Hooks.longest(hook)).build());
        if (hooks.of(group).size() > MOST) {
            throw ScalingError.LIMIT_EXCEEDED.of("A group has at most %d lifecycle hooks", MOST);
        }
    }
}
