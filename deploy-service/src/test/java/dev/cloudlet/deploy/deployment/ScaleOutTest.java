package dev.cloudlet.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.postgres.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of instances that an Auto Scaling group of the deployment group launches. */
final class ScaleOutTest extends RolloutFixture {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("deploy");

    ScaleOutTest() {
        super(database);
    }

    private void launch(String instance) {
        waiting.add(instance);
        configure();
    }

    private void until(String call, String failing) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agents(failing);
            return hookCalls.contains(call);
        });
    }

    @Test
    void anInstanceIsDeployedToBeforeItGoesIntoService() {
        hook = "hook";
        deploy("v1", "");
        assertThat(hookCalls).containsExactly("install web hook");
        done.clear();

        launch("i-3");
        until("continue i-3", "");

        assertThat(done).contains("i-3 v1 ValidateService").allMatch(event -> event.startsWith("i-3 v1"));
        assertThat(serving).contains("i-3");
    }

    @Test
    void oneThatCannotBeDeployedToIsAbandoned() {
        hook = "hook";
        deploy("v1", "");

        launch("i-3");
        until("abandon i-3", "i-3 v1 Install");
        launch("i-4");
        until("continue i-4", "");

        assertThat(fleet).containsExactly("i-1", "i-2", "i-4");
    }

    @Test
    void asLongAsThereIsNothingToDeployInstancesGoOn() {
        hook = "hook";
        launch("i-3");

        until("continue i-3", "");

        assertThat(done).isEmpty();
    }

    @Test
    void oneLaunchedDuringADeploymentGetsTheOldRevisionAndThenTheNew() {
        hook = "hook";
        deploy("v1", "");
        hanging = "i-2 v2 Install";
        String id = begin("v2");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agents("");
            return begun.contains(hanging);
        });

        launch("i-3");
        until("continue i-3", "");
        assertThat(done).contains("i-3 v1 Install");
        hanging = "";
        over(id, "");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agents("");
            return done.contains("i-3 v2 AfterAllowTraffic");
        });
    }

    @Test
    void oneThatSlippedPastTheHookGetsWhatTheGroupRuns() {
        deploy("v1", "");
        done.clear();

        fleet.add("i-3");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            agents("");
            return serving.contains("i-3");
        });
        assertThat(done).contains("i-3 v1 ValidateService").allMatch(event -> event.startsWith("i-3"));
    }

    @Test
    void theHookGoesWithTheGroup() {
        hook = "hook";
        configure();
        until("install web hook", "");

        deleteGroup();

        until("remove web hook", "");
    }
}
