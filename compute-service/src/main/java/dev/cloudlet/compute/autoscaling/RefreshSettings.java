package dev.cloudlet.compute.autoscaling;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/** What AWS takes as an instance refresh. */
final class RefreshSettings {
    static final String WAIT = "Wait";
    static final String IGNORE = "Ignore";
    private static final int USUAL_HEALTHY = 90;

    private RefreshSettings() {}

    /** The preferences with what they leave to AWS. */
    static RefreshPreferences preferences(StartInstanceRefreshRequest request) {
        if (request.strategy() != null && !"Rolling".equals(request.strategyAsString())) {
            throw ScalingError.NOT_IMPLEMENTED.of(
                    "An instance refresh by %s is not part of this cloud; use Rolling.", request.strategyAsString());
        }
        RefreshPreferences wanted = Objects.requireNonNullElse(
                request.preferences(), RefreshPreferences.builder().build());
        refuse("CheckpointPercentages", wanted.hasCheckpointPercentages() ? wanted.checkpointPercentages() : null);
        refuse("CheckpointDelay", wanted.checkpointDelay());
        refuse("AlarmSpecification", wanted.alarmSpecification());
        refuse("MaxHealthyPercentage", wanted.maxHealthyPercentage());
        refuse("AutoRollback", Boolean.TRUE.equals(wanted.autoRollback()) ? true : null);
        refuse("BakeTime", wanted.bakeTime() == null || wanted.bakeTime() == 0 ? null : wanted.bakeTime());
        return wanted.toBuilder()
                .minHealthyPercentage(Objects.requireNonNullElse(wanted.minHealthyPercentage(), USUAL_HEALTHY))
                .skipMatching(Boolean.TRUE.equals(wanted.skipMatching()))
                .autoRollback(false)
                .scaleInProtectedInstances(
                        oneOf("ScaleInProtectedInstances", wanted.scaleInProtectedInstancesAsString(), "Refresh"))
                .standbyInstances(oneOf("StandbyInstances", wanted.standbyInstancesAsString(), "Terminate"))
                .build();
    }

    private static void refuse(String member, @Nullable Object value) {
        if (value != null) {
            throw ScalingError.NOT_IMPLEMENTED.of("%s of an instance refresh is not part of this cloud.", member);
        }
    }

    private static String oneOf(String member, @Nullable String wanted, String third) {
        if (wanted == null) {
            return WAIT;
        }
        if (!wanted.equals(WAIT) && !wanted.equals(IGNORE) && !wanted.equals(third)) {
            throw ScalingError.VALIDATION_ERROR.of("%s must be one of Ignore, %s and Wait: %s", member, third, wanted);
        }
        return wanted;
    }
}
