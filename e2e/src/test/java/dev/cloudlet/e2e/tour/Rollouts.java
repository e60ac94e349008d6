package dev.cloudlet.e2e.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;

/** Brings artifacts onto the group's instances, one at a time, each out of the load balancer meanwhile. */
public final class Rollouts {
    private static final String APPLICATION = "hello";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CodeDeployClient codedeploy;

    public Rollouts(Clients clients, AwsCredentials who) {
        this.codedeploy = clients.client(CodeDeployClient.builder(), who);
    }

    public void create() {
        codedeploy.createApplication(r -> r.applicationName(APPLICATION));
        codedeploy.createDeploymentGroup(r -> r.applicationName(APPLICATION)
                .deploymentGroupName(Site.GROUP)
                .serviceRoleArn(Demo.roleArn(Identities.DEPLOY))
                .autoScalingGroups(Site.GROUP)
                .deploymentConfigName("CodeDeployDefault.OneAtATime")
                .deploymentStyle(s -> s.deploymentType(DeploymentType.IN_PLACE)
                        .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
                .loadBalancerInfo(b -> b.targetGroupInfoList(
                        TargetGroupInfo.builder().name(Site.NAME).build()))
                .autoRollbackConfiguration(a -> a.enabled(true).events(AutoRollbackEvent.DEPLOYMENT_FAILURE)));
    }

    /** Deploys a release and waits for the end. */
    DeploymentInfo deploy(String release) {
        return over(start(Releases.artifact(release)));
    }

    /** Begins to deploy what is under this key, and gives the deployment's id. */
    public String start(String key) {
        return codedeploy
                .createDeployment(r -> r.applicationName(APPLICATION)
                        .deploymentGroupName(Site.GROUP)
                        .revision(v -> v.revisionType(RevisionLocationType.S3)
                                .s3Location(s -> s.bucket(Demo.BUCKET).key(key).bundleType(BundleType.ZIP))))
                .deploymentId();
    }

    /** How a deployment ends. */
    public DeploymentInfo over(String id) {
        return await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> codedeploy.getDeployment(r -> r.deploymentId(id)).deploymentInfo(), info -> List.of(
                                DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED, DeploymentStatus.STOPPED)
                        .contains(info.status()));
    }

    /** The rollback that a failed deployment has begun by itself, when it is over. */
    DeploymentInfo rollbackOf(DeploymentInfo failed) {
        String id = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> codedeploy
                                .getDeployment(r -> r.deploymentId(failed.deploymentId()))
                                .deploymentInfo()
                                .rollbackInfo()
                                .rollbackDeploymentId(),
                        back -> back != null && !back.isEmpty());
        return over(id);
    }

    /** That the second instance was begun only when the first was in service again. */
    void assertOneAtATime(DeploymentInfo deployment) {
        List<List<LifecycleEvent>> events = targets(deployment).stream()
                .map(each -> each.instanceTarget().lifecycleEvents())
                .toList();
        assertThat(events).hasSize(2);
        Instant firstEnds = events.getFirst().getLast().endTime();
        Instant secondBegins = events.getLast().getFirst().startTime();
        assertThat(firstEnds).isBeforeOrEqualTo(secondBegins);
    }

    public List<DeploymentTarget> targets(DeploymentInfo deployment) {
        String id = deployment.deploymentId();
        List<String> ids =
                codedeploy.listDeploymentTargets(r -> r.deploymentId(id)).targetIds();
        return codedeploy.batchGetDeploymentTargets(r -> r.deploymentId(id).targetIds(ids)).deploymentTargets().stream()
                .sorted((a, b) -> begin(a).compareTo(begin(b)))
                .toList();
    }

    private static Instant begin(DeploymentTarget target) {
        Instant begin = target.instanceTarget().lifecycleEvents().getFirst().startTime();
        return begin == null ? Instant.MAX : begin;
    }

    public void remove() {
        codedeploy.deleteDeploymentGroup(r -> r.applicationName(APPLICATION).deploymentGroupName(Site.GROUP));
        codedeploy.deleteApplication(r -> r.applicationName(APPLICATION));
    }
}
