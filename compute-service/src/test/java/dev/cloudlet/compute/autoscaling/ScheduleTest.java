package dev.cloudlet.compute.autoscaling;

import static dev.cloudlet.compute.testing.ComputeFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.ComputeFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;

final class ScheduleTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Scaling web = new Scaling(compute, "web");

    @BeforeEach
    void group() {
        web.create(group -> group.minSize(0).maxSize(5).desiredCapacity(1));
    }

    private static PutScheduledUpdateGroupActionRequest.Builder action(String name) {
        return PutScheduledUpdateGroupActionRequest.builder()
                .autoScalingGroupName("web")
                .scheduledActionName(name);
    }

    private void put(PutScheduledUpdateGroupActionRequest.Builder request) {
        compute.ask(request.build(), PutScheduledUpdateGroupActionResponse.class);
    }

    private List<ScheduledUpdateGroupAction> actions() {
        return compute.ask(
                        DescribeScheduledActionsRequest.builder()
                                .autoScalingGroupName("web")
                                .build(),
                        DescribeScheduledActionsResponse.class)
                .scheduledUpdateGroupActions();
    }

    private void run() {
        compute.run(() -> {
            compute.bean(Schedule.class).run(web.key());
            return "";
        });
    }

    private static Instant in(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void actsOnceWhenItsTimeHasCome() {
        put(action("once").startTime(in(5)).minSize(2).maxSize(8).desiredCapacity(3));
        run();
        assertThat(web.described().desiredCapacity()).isEqualTo(1);
        compute.advance(Duration.ofMinutes(5));
        run();
        assertThat(web.described().minSize()).isEqualTo(2);
        assertThat(web.described().maxSize()).isEqualTo(8);
        assertThat(web.described().desiredCapacity()).isEqualTo(3);
        assertThat(actions()).isEmpty();
    }

    @Test
    void recursUntilItsEnd() {
        put(action("nightly").recurrence("0 * * * *").endTime(in(150)).desiredCapacity(2));
        assertThat(actions().getFirst().time()).isEqualTo(in(60));
        compute.advance(Duration.ofMinutes(61));
        run();
        assertThat(actions().getFirst().time()).isEqualTo(in(120));
        compute.advance(Duration.ofMinutes(60));
        run();
        assertThat(actions()).as("the next one would be after its end").isEmpty();
    }

    @Test
    void actsOnceForTimesThatWereMissed() {
        put(action("hourly").recurrence("0 * * * *").desiredCapacity(2));
        compute.advance(Duration.ofHours(5));
        run();
        assertThat(actions().getFirst().time()).isEqualTo(in(360));
    }

    @Test
    void beginsWithItsStartThenRecurs() {
        put(action("later").startTime(in(90)).recurrence("0 * * * *").desiredCapacity(2));
        assertThat(actions().getFirst().time()).isEqualTo(in(90));
        compute.advance(Duration.ofMinutes(90));
        run();
        assertThat(actions().getFirst().time()).isEqualTo(in(120));
    }

    @Test
    void aSmallestSizeTakesTheDesiredCapacityAlong() {
        put(action("more").startTime(in(1)).minSize(3));
        compute.advance(Duration.ofMinutes(1));
        run();
        assertThat(web.described().desiredCapacity()).isEqualTo(3);
    }

    @Test
    void doesNothingWhileItIsSuspended() {
        put(action("once").startTime(in(1)).desiredCapacity(3));
        compute.ask(
                SuspendProcessesRequest.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses("ScheduledActions")
                        .build(),
                SuspendProcessesResponse.class);
        compute.advance(Duration.ofMinutes(1));
        run();
        assertThat(web.described().desiredCapacity()).isEqualTo(1);
    }

    @Test
    void isReplacedUnderItsName() {
        put(action("once").startTime(in(5)).desiredCapacity(2));
        String arn = actions().getFirst().scheduledActionARN();
        put(action("once").startTime(in(7)).desiredCapacity(4));
        assertThat(actions()).singleElement().satisfies(each -> {
            assertThat(each.time()).isEqualTo(in(7));
            assertThat(each.desiredCapacity()).isEqualTo(4);
            assertThat(each.scheduledActionARN()).isEqualTo(arn);
        });
    }

    @Test
    void atOneTimeThereIsOneAction() {
        put(action("once").startTime(in(60)).desiredCapacity(2));
        assertThat(compute.refusal(action("other")
                        .recurrence("0 13 * * *")
                        .desiredCapacity(3)
                        .build()))
                .isEqualTo("AlreadyExists: Scheduled action with this scheduled start time already exists");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(compute.refusal(action("a").desiredCapacity(1).build()))
                .startsWith("ValidationError: Either a start time or a recurrence");
        assertThat(compute.refusal(action("a").startTime(in(1)).build()))
                .startsWith("ValidationError: At least one of min size");
        assertThat(compute.refusal(
                        action("a").startTime(NOON).desiredCapacity(1).build()))
                .startsWith("ValidationError: ");
        assertThat(compute.refusal(action("a")
                        .startTime(in(2))
                        .endTime(in(1))
                        .desiredCapacity(1)
                        .build()))
                .startsWith("ValidationError: ");
        assertThat(compute.refusal(
                        action("a").recurrence("every day").desiredCapacity(1).build()))
                .isEqualTo("ValidationError: Given recurrence string:every day is invalid");
        assertThat(compute.refusal(action("a")
                        .startTime(in(1))
                        .timeZone("Europe/Berlin")
                        .desiredCapacity(1)
                        .build()))
                .startsWith("ValidationError: ");
        assertThat(compute.refusal(DeleteScheduledActionRequest.builder()
                        .autoScalingGroupName("web")
                        .scheduledActionName("nobody")
                        .build()))
                .isEqualTo("ValidationError: Scheduled action name not found");
    }
}
