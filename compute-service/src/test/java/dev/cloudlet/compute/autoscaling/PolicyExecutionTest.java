package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;

final class PolicyExecutionTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");

    @BeforeEach
    void group() {
        web.create(group -> group.minSize(1).maxSize(10).desiredCapacity(4).defaultCooldown(60));
        web.steps(3);
    }

    private static PutScalingPolicyRequest.Builder policy(String type) {
        return PutScalingPolicyRequest.builder()
                .autoScalingGroupName("web")
                .policyName("p")
                .policyType(type);
    }

    private static PutScalingPolicyRequest.Builder simple(int adjustment) {
        return policy("SimpleScaling").adjustmentType("ChangeInCapacity").scalingAdjustment(adjustment);
    }

    private static StepAdjustment step(Double lower, Double upper, int adjustment) {
        return StepAdjustment.builder()
                .metricIntervalLowerBound(lower)
                .metricIntervalUpperBound(upper)
                .scalingAdjustment(adjustment)
                .build();
    }

    private static PutScalingPolicyRequest.Builder steps(StepAdjustment... steps) {
        return policy("StepScaling").adjustmentType("ChangeInCapacity").stepAdjustments(steps);
    }

    private void put(PutScalingPolicyRequest.Builder request) {
        compute.answer("monitoring-service", "put-alarm", question -> "true");
        compute.ask(request.build(), PutScalingPolicyResponse.class);
    }

    private int desired() {
        return web.described().desiredCapacity();
    }

    /** As an alarm does, for a threshold of 50. */
    private void alarm(Double value) {
        compute.run(() -> {
            ScalingGroup group =
                    compute.bean(ScalingGroups.class).lock(web.key()).orElseThrow();
            return compute.bean(PolicyExecution.class)
                    .execute(
                            group,
                            compute.bean(Policies.class).of(web.key()).getFirst(),
                            new PolicyExecution.Occasion("an alarm", value, 50));
        });
    }

    @Test
    void aSimplePolicyWaitsForItsCooldown() {
        put(simple(1).cooldown(120));
        alarm(90.0);
        alarm(90.0);
        assertThat(desired()).isEqualTo(5);
        compute.advance(Duration.ofSeconds(119));
        alarm(90.0);
        assertThat(desired()).isEqualTo(5);
        compute.advance(Duration.ofSeconds(1));
        alarm(90.0);
        assertThat(desired()).isEqualTo(6);
    }

    @Test
    void theGroupsCooldownIsForPoliciesWithoutOne() {
        put(simple(1));
        alarm(90.0);
        compute.advance(Duration.ofMinutes(1));
        alarm(90.0);
        assertThat(desired()).isEqualTo(6);
    }

    @Test
    void aUserWaitsOnlyWhenTold() {
        put(simple(1));
        alarm(90.0);
        ExecutePolicyRequest execute = ExecutePolicyRequest.builder()
                .autoScalingGroupName("web")
                .policyName("p")
                .build();
        assertThat(compute.refusal(execute.toBuilder().honorCooldown(true).build()))
                .startsWith("ScalingActivityInProgress: ");
        compute.ask(execute, ExecutePolicyResponse.class);
        assertThat(desired()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"99, 10", "-99, 1", "6, 10", "7, 10", "-3, 1", "0, 4"})
    void staysWithinTheSizes(int adjustment, int desired) {
        put(simple(adjustment));
        alarm(90.0);
        assertThat(desired()).isEqualTo(desired);
    }

    @ParameterizedTest
    @CsvSource({"50, 5", "59.9, 5", "60, 7", "1000, 7", "49.9, 4", "40.1, 4", "40, 3", "-100, 3"})
    void choosesTheStepByHowFarTheValueIs(double value, int desired) {
        put(steps(step(0.0, 10.0, 1), step(10.0, null, 3), step(-10.0, 0.0, 0), step(null, -10.0, -1)));
        warm();
        alarm(value);
        assertThat(desired()).isEqualTo(desired);
    }

    private void warm() {
        compute.advance(Duration.ofMinutes(10));
    }

    @Test
    void takesNoStepWithoutAValue() {
        put(steps(step(0.0, null, 1)));
        warm();
        alarm(null);
        assertThat(desired()).isEqualTo(4);
    }

    @Test
    void instancesThatWarmUpAreNotAskedForTwice() {
        put(steps(step(0.0, null, 2)).estimatedInstanceWarmup(300));
        warm();
        alarm(90.0);
        assertThat(desired()).isEqualTo(6);
        web.steps(3);
        alarm(90.0);
        assertThat(desired()).as("they are on their way").isEqualTo(6);
        compute.advance(Duration.ofMinutes(5));
        alarm(90.0);
        assertThat(desired()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"100, 8", "51, 5", "50, 4", "30, 3", "1, 1", "0, 1", "400, 10"})
    void tracksATarget(double value, int desired) {
        put(policy("TargetTrackingScaling").targetTrackingConfiguration(t -> t.targetValue(50.0)
                .predefinedMetricSpecification(m -> m.predefinedMetricType("ASGAverageCPUUtilization"))));
        warm();
        alarm(value);
        assertThat(desired()).isEqualTo(desired);
    }

    @Test
    void tracksUpwardsOnlyIfToldSo() {
        put(policy("TargetTrackingScaling").targetTrackingConfiguration(t -> t.targetValue(50.0)
                .disableScaleIn(true)
                .predefinedMetricSpecification(m -> m.predefinedMetricType("ASGAverageCPUUtilization"))));
        warm();
        alarm(1.0);
        assertThat(desired()).isEqualTo(4);
    }

    @Test
    void refusesStepsThatDoNotFitTogether() {
        assertThat(compute.refusal(steps().build())).startsWith("ValidationError: At least one StepAdjustment");
        assertThat(compute.refusal(steps(step(0.0, 10.0, 1), step(5.0, null, 2)).build()))
                .isEqualTo("ValidationError: StepAdjustment intervals can't overlap");
        assertThat(compute.refusal(
                        steps(step(0.0, 10.0, 1), step(11.0, null, 2)).build()))
                .isEqualTo("ValidationError: StepAdjustment intervals can't have gaps between them");
        assertThat(compute.refusal(
                        steps(step(0.0, null, 1), step(null, null, 2)).build()))
                .isEqualTo("ValidationError: StepAdjustment intervals can't overlap");
        assertThat(compute.refusal(steps(step(10.0, 0.0, 1)).build())).startsWith("ValidationError: ");
        assertThat(compute.refusal(steps(step(0.0, 10.0, 1)).build()))
                .isEqualTo(
                        "ValidationError: There must be a step adjustment with an unspecified upper bound when one step adjustment has a positive upper bound");
        assertThat(compute.refusal(steps(step(-10.0, 0.0, 1)).build())).contains("with an unspecified lower bound");
        assertThat(compute.refusal(steps(step(Double.NaN, null, 1)).build())).startsWith("ValidationError: ");
    }

    @Test
    void refusesTargetsThatAreNone() {
        for (double target : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(compute.refusal(policy("TargetTrackingScaling")
                            .targetTrackingConfiguration(t -> t.targetValue(target)
                                    .predefinedMetricSpecification(
                                            m -> m.predefinedMetricType("ASGAverageCPUUtilization")))
                            .build()))
                    .isEqualTo("ValidationError: TargetValue must be greater than 0");
        }
    }

    @Test
    void refusesWhatIsOfAnotherType() {
        assertThat(compute.refusal(simple(1).stepAdjustments(step(0.0, null, 1)).build()))
                .startsWith("ValidationError: ");
        assertThat(compute.refusal(policy("SimpleScaling").scalingAdjustment(1).build()))
                .startsWith("ValidationError: You must specify a valid AdjustmentType");
        assertThat(compute.refusal(policy("Magic").build())).isEqualTo("ValidationError: Invalid policy type: Magic");
        assertThat(compute.refusal(simple(1).minAdjustmentMagnitude(2).build()))
                .startsWith("ValidationError: MinAdjustmentMagnitude");
    }
}
