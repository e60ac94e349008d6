package dev.cloudlet.deploy.deployment;

import dev.cloudlet.kit.role.RoleClients;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;

/** As the group's role. */
@Component
class RoleLaunchHooks implements LaunchHooks {
    private static final int TIMEOUT_SECONDS = 600;

    private final RoleClients clients;

    RoleLaunchHooks(RoleClients clients) {
        this.clients = clients;
    }

    @Override
    public void install(ServiceRole role, String autoScalingGroup, String hook) {
        scaling(role).putLifecycleHook(r -> r.autoScalingGroupName(autoScalingGroup)
                .lifecycleHookName(hook)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                .heartbeatTimeout(TIMEOUT_SECONDS)
                .defaultResult("ABANDON"));
    }

    @Override
    public void remove(ServiceRole role, String autoScalingGroup, String hook) {
        unlessMissing(() -> scaling(role).deleteLifecycleHook(r -> r.autoScalingGroupName(autoScalingGroup)
                .lifecycleHookName(hook)));
    }

    @Override
    public void complete(ServiceRole role, ScaledInstance instance, String hook, boolean intoService) {
        unlessMissing(
                () -> scaling(role).completeLifecycleAction(r -> r.autoScalingGroupName(instance.autoScalingGroup())
                        .lifecycleHookName(hook)
                        .instanceId(instance.id())
                        .lifecycleActionResult(intoService ? "CONTINUE" : "ABANDON")));
    }

    @Override
    public void hold(ServiceRole role, ScaledInstance instance, String hook) {
        unlessMissing(() -> scaling(role)
                .recordLifecycleActionHeartbeat(r -> r.autoScalingGroupName(instance.autoScalingGroup())
                        .lifecycleHookName(hook)
                        .instanceId(instance.id())));
    }

    // The instance may have gone on, or the group be gone, since somebody looked.
    private static void unlessMissing(Runnable call) {
        try {
            call.run();
        } catch (AutoScalingException e) {
            if (!"ValidationError".equals(e.awsErrorDetails().errorCode())) {
                throw e;
            }
        }
    }

    private AutoScalingClient scaling(ServiceRole role) {
        return clients.client(role.session(), role.region(), AutoScalingClient.builder());
    }
}
