package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.kit.call.Call;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deployments by their id, for callers who may: permissions are on the group. */
@Component
class DeploymentAccess {
    private static final Pattern ID = Pattern.compile("d-[A-Z0-9]{9}");

    private final Deployments deployments;

    DeploymentAccess(Deployments deployments) {
        this.deployments = deployments;
    }

    DeploymentRow get(Call call, String action, @Nullable String id) {
        DeploymentRow row = id == null
                ? null
                : deployments.find(call.account(), call.region(), id).orElse(null);
        if (row == null) {
            call.authorize(action, anyGroup(call));
            checked(id);
            throw DeployError.DEPLOYMENT_DOES_NOT_EXIST.of("The deployment %s could not be found", String.valueOf(id));
        }
        authorize(call, action, row);
        return row;
    }

    static void authorize(Call call, String action, DeploymentRow row) {
        call.authorize(
                action,
                call.arn("deploymentgroup:" + row.info().applicationName() + "/"
                        + row.info().deploymentGroupName()));
    }

    static String anyGroup(Call call) {
        return call.arn("deploymentgroup:*");
    }

    static void checked(@Nullable String id) {
        if (id == null) {
            throw DeployError.DEPLOYMENT_ID_REQUIRED.of("At least one deployment ID must be specified.");
        }
        if (!ID.matcher(id).matches()) {
            throw DeployError.INVALID_DEPLOYMENT_ID.of("The deployment ID is in an invalid format: %s", id);
        }
    }
}
