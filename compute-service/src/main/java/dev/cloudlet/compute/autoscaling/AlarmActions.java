package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceTerminator;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.kit.internal.InternalOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** What monitoring-service asks for when an alarm changes its state. */
@Configuration(proxyBeanMethods = false)
class AlarmActions {
    private static final Logger log = LoggerFactory.getLogger(AlarmActions.class);

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
            Instances instances,
            InstanceTerminator terminator,
            TransactionTemplate transaction) {
        return new InternalOperation<>("execute-alarm-action", Question.class, question -> {
            Place place = new Place(question.account(), question.region());
            if (question.actionArn().startsWith("arn:aws:automate:")) {
                return automate(place, question, instances, terminator);
            }
            Optional<ScalingPolicy> policy = policies.find(place, question.actionArn());
            return Boolean.TRUE.equals(transaction.execute(
                    status -> policy.isPresent() && scale(place, question, policy.get(), groups, execution)));
        });
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

    private static boolean automate(
            Place place, Question question, Instances instances, InstanceTerminator terminator) {
        String action = question.actionArn().substring(question.actionArn().lastIndexOf(':') + 1);
        String id = question.dimensions() == null ? null : question.dimensions().get("InstanceId");
        Optional<Instance> instance = id == null
                ? Optional.empty()
                : instances.find(id).filter(each -> each.place().equals(place));
        if (instance.isEmpty() || !action.equals("terminate")) {
            log.warn("alarm {} wants {} of instance {}: cannot be done", question.alarmName(), action, id);
            return false;
        }
        terminator.terminate(List.of(instance.get().id()));
        return true;
    }
}
