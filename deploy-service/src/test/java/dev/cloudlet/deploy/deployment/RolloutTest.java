package dev.cloudlet.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.postgres.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;

/** Whole rollouts, good and bad. */
final class RolloutTest extends RolloutFixture {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("deploy");

    RolloutTest() {
        super(database);
    }

    @Test
    void oneInstanceAfterTheOtherThroughAllEventsInOrder() {
        DeploymentInfo over = deploy("v1", "");

        assertThat(over.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(over.deploymentOverview().succeeded()).isEqualTo(2);
        assertThat(done.subList(0, done.size() / 2)).allMatch(event -> event.startsWith("i-1 v1"));
        assertThat(fewestServing).isEqualTo(1);
        assertThat(serving).containsExactly("i-1", "i-2");
        assertThat(targets(over)).allSatisfy(target -> assertThat(target.lifecycleEvents())
                .extracting(LifecycleEvent::lifecycleEventName)
                .isEqualTo(LifecycleEvents.inOrder(true)));
    }

    @Test
    void whatFailsItsValidationIsTakenBackBeginningWithTheBrokenInstance() {
        deploy("v1", "");

        DeploymentInfo over = deploy("broken", "i-1 broken ValidateService");

        assertThat(over.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(over.errorInformation().code()).isEqualTo(ErrorCode.HEALTH_CONSTRAINTS);
        assertThat(over.deploymentOverview().failed()).isEqualTo(1);
        assertThat(over.deploymentOverview().skipped()).isEqualTo(1);
        assertThat(serving).containsExactly("i-2");
        done.clear();

        DeploymentInfo back = over(over.rollbackInfo().rollbackDeploymentId(), "");

        assertThat(back.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(back.creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
        assertThat(back.revision().s3Location().key()).isEqualTo("v1");
        assertThat(back.rollbackInfo().rollbackTriggeringDeploymentId()).isEqualTo(over.deploymentId());
        assertThat(done.getFirst()).startsWith("i-1");
        assertThat(serving).containsExactly("i-1", "i-2");
    }

    @Test
    void halfAtATimeBeginsOnHalfAndGivesUpWhenTooManyFail() {
        fleet.add("i-3");
        fleet.add("i-4");
        serving.addAll(fleet);
        config = "CodeDeployDefault.HalfAtATime";

        assertThat(deploy("v1", "").status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(fewestServing).isEqualTo(2);

        DeploymentInfo over = deploy("broken", "ValidateService");
        assertThat(over.errorInformation().code()).isEqualTo(ErrorCode.HEALTH_CONSTRAINTS);
        assertThat(over.deploymentOverview().failed()).isEqualTo(2);
        assertThat(over.deploymentOverview().skipped()).isEqualTo(2);
    }

    @Test
    void allAtOnceFailsOnlyIfNoneIsLeft() {
        config = "CodeDeployDefault.AllAtOnce";

        assertThat(deploy("v1", "i-1 v1 Install").status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(deploy("v2", "Install").status()).isEqualTo(DeploymentStatus.FAILED);
    }
}
