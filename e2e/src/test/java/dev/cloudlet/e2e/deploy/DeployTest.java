package dev.cloudlet.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ApplicationAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupAlreadyExistsException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilter;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilterType;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InvalidLoadBalancerInfoException;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.iam.IamClient;

/** Applications, groups and deployments, by the real SDK. */
final class DeployTest {
    private static final Cloud CLOUD = Cloud.shared();

    private final String name = "d" + UUID.randomUUID().toString().substring(0, 8);
    private final CodeDeployClient codedeploy = CLOUD.client(CodeDeployClient.builder());
    private final IamClient iam = CLOUD.client(IamClient.builder());
    private String role = "";

    @BeforeEach
    void applicationAndRole() {
        role = iam.createRole(
                        b -> b.roleName(name)
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"codedeploy.amazonaws.com\"}}}"))
                .role()
                .arn();
        codedeploy.createApplication(b -> b.applicationName(name));
    }

    @Test
    void oneNameOneApplication() {
        assertThatThrownBy(() -> codedeploy.createApplication(b -> b.applicationName(name)))
                .isInstanceOf(ApplicationAlreadyExistsException.class);

        codedeploy.deleteApplication(b -> b.applicationName(name));

        assertThatThrownBy(() -> codedeploy.getApplication(b -> b.applicationName(name)))
                .isInstanceOf(ApplicationDoesNotExistException.class);
    }

    @Test
    void aGroupIsDescribedAsItWasMade() {
        group();

        var group = codedeploy
                .getDeploymentGroup(b -> b.applicationName(name).deploymentGroupName("web"))
                .deploymentGroupInfo();

        assertThat(group.deploymentConfigName()).isEqualTo("CodeDeployDefault.OneAtATime");
        assertThat(group.deploymentStyle().deploymentOption()).isEqualTo(DeploymentOption.WITHOUT_TRAFFIC_CONTROL);
        assertThat(group.serviceRoleArn()).isEqualTo(role);
        assertThatThrownBy(this::group).isInstanceOf(DeploymentGroupAlreadyExistsException.class);
    }

    @Test
    void trafficControlNeedsATargetGroup() {
        assertThatThrownBy(() -> codedeploy.createDeploymentGroup(b -> b.applicationName(name)
                        .deploymentGroupName("web")
                        .serviceRoleArn(role)
                        .deploymentStyle(s -> s.deploymentType(DeploymentType.IN_PLACE)
                                .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))))
                .isInstanceOf(InvalidLoadBalancerInfoException.class);
    }

    @Test
    void aRoleThatMayNothingFailsTheDeploymentAndSaysSo() {
        group();

        String id = codedeploy
                .createDeployment(
                        b -> b.applicationName(name).deploymentGroupName("web").revision(revision()))
                .deploymentId();

        DeploymentInfo over = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> codedeploy.getDeployment(b -> b.deploymentId(id)).deploymentInfo(),
                        d -> d.status() == DeploymentStatus.FAILED);
        assertThat(over.errorInformation().code()).isEqualTo(ErrorCode.IAM_ROLE_PERMISSIONS);
        assertThat(codedeploy
                        .listDeployments(b -> b.applicationName(name).deploymentGroupName("web"))
                        .deployments())
                .containsExactly(id);
    }

    @Test
    void onlyRevisionsInS3() {
        group();

        assertThatThrownBy(() -> codedeploy.createDeployment(
                        b -> b.applicationName(name).deploymentGroupName("web").revision(r -> r.revisionType(
                                        RevisionLocationType.GIT_HUB)
                                .gitHubLocation(g -> g.repository("a/b").commitId("c")))))
                .isInstanceOf(InvalidRevisionException.class);
    }

    private void group() {
        codedeploy.createDeploymentGroup(b -> b.applicationName(name)
                .deploymentGroupName("web")
                .serviceRoleArn(role)
                .ec2TagFilters(EC2TagFilter.builder()
                        .type(EC2TagFilterType.KEY_AND_VALUE)
                        .key("app")
                        .value(name)
                        .build()));
    }

    private static RevisionLocation revision() {
        return RevisionLocation.builder()
                .revisionType(RevisionLocationType.S3)
                .s3Location(s -> s.bucket("releases").key("app.zip").bundleType(BundleType.ZIP))
                .build();
    }
}
