package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.internal.InternalOperation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** What monitoring-service asks for when an alarm changes its state. */
@Configuration(proxyBeanMethods = false)
class AlarmActions {
    /**
     * The question of the internal operation {@code execute-alarm-action}.
     *
     * @param actionArn a scaling policy's, or {@code arn:aws:automate:region:ec2:terminate} and the like
     * @param value of the metric; null when data are missing
     */
    record Question(
            String account,
            String region,
            String actionArn,
            String alarmName,
            String state,
            @Nullable Double value,
            double threshold,
            @Nullable Map<String, String> dimensions) {}

    @Bean
    InternalOperation<Question, Boolean> executeAlarmAction(
            Policies policies,
            ScalingGroups groups,
            PolicyExecution execution,
            InstanceAlarmActions ofInstances,
            TransactionTemplate transaction) {
        return new InternalOperation<>("execute-alarm-action", Question.class, question -> {
            Place place = new Place(question.account(), question.region());
            if (!question.actionArn().startsWith("arn:aws:autoscaling:")) {
                ofInstances.take(place, question.actionArn(), instanceId(question));
                return true;
            }
            ScalingPolicy policy = policies.find(place, question.actionArn())
                    .orElseThrow(() -> ScalingError.VALIDATION_ERROR.of(
                            "PolicyName not found - Cannot find specified policy %s", question.actionArn()));
            return Boolean.TRUE.equals(
                    transaction.execute(status -> scale(place, question, policy, groups, execution)));
        });
    }

    private static String instanceId(Question question) {
        Map<String, String> dimensions = question.dimensions();
        return dimensions == null ? "" : dimensions.getOrDefault("InstanceId", "");
    }

    private static boolean scale(
            Place place, Question question, ScalingPolicy policy, ScalingGroups groups, PolicyExecution execution) {
        return groups.lock(new GroupKey(place, policy.autoScalingGroupName()))
                .filter(group -> !group.suspends("AlarmNotification"))
                .map(group -> execution.execute(
                        group,
                        policy,
                        new PolicyExecution.Occasion(
                                "a monitor alarm " + question.alarmName() + " in state " + question.state()
                                        + " triggered policy " + policy.policyName(),
                                question.value(),
                                question.threshold())))
                .orElse(false);
    }
}
