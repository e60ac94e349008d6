package dev.cloudlet.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.postgres.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** Rollouts that are stopped, or lose instances. */
final class InterruptedRolloutTest extends RolloutFixture {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("deploy");

    InterruptedRolloutTest() {
        super(database);
    }

    private String beginHangingAt(String command) {
        hanging = command;
        String id = begin("v2");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agents("");
            return begun.contains(command);
        });
        return id;
    }

    @Test
    void stoppedTheRestIsSkippedAndLeftAlone() {
        deploy("v1", "");
        String id = beginHangingAt("i-1 v2 Install");

        stop(id, false);
        DeploymentInfo over = over(id, "");

        assertThat(over.status()).isEqualTo(DeploymentStatus.STOPPED);
        assertThat(over.errorInformation().code()).isEqualTo(ErrorCode.MANUAL_STOP);
        assertThat(over.deploymentOverview().skipped()).isEqualTo(2);
        assertThat(over.rollbackInfo().rollbackDeploymentId()).isNull();
        assertThat(serving).containsExactly("i-2");
        assertThat(targets(over).getFirst().lifecycleEvents())
                .extracting(LifecycleEvent::status)
                .doesNotContain(LifecycleEventStatus.PENDING, LifecycleEventStatus.IN_PROGRESS)
                .contains(LifecycleEventStatus.SUCCEEDED, LifecycleEventStatus.SKIPPED);
    }

    @Test
    void stoppedWithRollbackEverythingIsAsBefore() {
        deploy("v1", "");
        String id = beginHangingAt("i-1 v2 Install");

        stop(id, true);
        DeploymentInfo over = over(id, "");
        DeploymentInfo back = over(over.rollbackInfo().rollbackDeploymentId(), "");

        assertThat(over.status()).isEqualTo(DeploymentStatus.STOPPED);
        assertThat(back.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(back.revision().s3Location().key()).isEqualTo("v1");
        assertThat(serving).containsExactly("i-1", "i-2");
    }

    @Test
    void nobodyWaitsForTheAgentOfATerminatedInstance() {
        config = "CodeDeployDefault.AllAtOnce";
        deploy("v1", "");
        String id = beginHangingAt("i-1 v2 Install");

        terminated.add("i-1");
        DeploymentInfo over = over(id, "");

        assertThat(over.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(over.deploymentOverview().failed()).isEqualTo(1);
        assertThat(targets(over).getFirst().status()).isEqualTo(TargetStatus.FAILED);
        assertThat(targets(over).getFirst().lifecycleEvents())
                .extracting(LifecycleEvent::diagnostics)
                .filteredOn(each -> each != null)
                .extracting(Diagnostics::message)
                .contains("The instance i-1 was terminated.");
    }
}
