package dev.cloudlet.e2e.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Clients;
import dev.cloudlet.e2e.CloudProcess;
import dev.cloudlet.e2e.Host;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The main job: an application shipped through the whole cloud, by the SDK, as a user who may do just that. */
@Tag("tour")
@Order(Integer.MAX_VALUE)
final class SdkTourTest {
    private static final Duration GROWTH = Duration.ofMinutes(3);

    @Test
    void anApplicationIsShippedScaledAndRolledBack() throws Exception {
        Host.assumeMachines();
        try (CloudProcess cloud = new CloudProcess()) {
            cloud.start();
            Clients clients = cloud.clients();
            Identities identities = new Identities(clients);
            AwsCredentials shipper = identities.create();

            Releases releases = new Releases(clients, shipper);
            releases.createBucket();
            Site site = new Site(cloud.endpoint(), clients, shipper);
            site.create();
            await().atMost(Duration.ofMinutes(1)).until(() -> site.inService().size() == 2);
            assertThat(site.inService()).extracting(Instance::availabilityZone).doesNotHaveDuplicates();

            releases.createProject();
            releases.build("v1");
            Rollouts rollouts = new Rollouts(clients, shipper);
            rollouts.create();
            assertThat(rollouts.deploy("v1").status()).isEqualTo(DeploymentStatus.SUCCEEDED);
            assertThat(site.get("/").body()).contains("Hello from hello v1");

            rollsOutWithoutAFailedRequest(site, releases, rollouts);
            growsUnderLoadAndShrinksAfterIt(site, new Scaling(site, clients, shipper));
            takesABrokenRevisionBack(site, releases, rollouts);
            refusesWhatThePolicyDenies(clients, shipper);

            new Scaling(site, clients, shipper).remove();
            rollouts.remove();
            site.remove();
            new Releases(clients, Clients.ROOT).remove();
            identities.remove(shipper);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(cloud.traces().ofMachines()).isEmpty());
        }
    }

    private static void rollsOutWithoutAFailedRequest(Site site, Releases releases, Rollouts rollouts)
            throws Exception {
        releases.build("v2");
        Visitors visitors = Visitors.of(site);
        DeploymentInfo deployment;
        try (visitors) {
            deployment = rollouts.deploy("v2");
        }
        assertThat(deployment.status()).as("%s", deployment.errorInformation()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(visitors.failures()).isEmpty();
        assertThat(visitors.served()).isPositive();
        rollouts.assertOneAtATime(deployment);
        assertThat(site.get("/").body()).contains("Hello from hello v2");
    }

    private static void growsUnderLoadAndShrinksAfterIt(Site site, Scaling scaling) throws InterruptedException {
        scaling.growWhenBusy();
        scaling.underLoad(
                () -> await().atMost(GROWTH).until(() -> site.inService().size() > 2));
        assertThat(scaling.causes()).anyMatch(cause -> cause.contains("hello-busy"));
        scaling.shrinkWhenIdle();
        await().atMost(GROWTH).until(() -> site.inService().size() == 2);
        scaling.remove();
    }

    private static void takesABrokenRevisionBack(Site site, Releases releases, Rollouts rollouts) throws Exception {
        releases.build("broken");
        Visitors visitors = Visitors.of(site);
        DeploymentInfo broken;
        DeploymentInfo back;
        try (visitors) {
            broken = rollouts.deploy("broken");
            back = rollouts.rollbackOf(broken);
        }
        assertThat(broken.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(broken.errorInformation().code()).isEqualTo(ErrorCode.HEALTH_CONSTRAINTS);
        assertThat(rollouts.targets(broken).getFirst().instanceTarget().lifecycleEvents())
                .filteredOn(event -> event.statusAsString().equals("Failed"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.lifecycleEventName()).isEqualTo("ValidateService");
                    assertThat(event.diagnostics().logTail()).contains("the application says that it is not well");
                });
        assertThat(back.status()).as("%s", back.errorInformation()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(back.creatorAsString()).isEqualTo("codeDeployRollback");
        assertThat(visitors.failures()).isEmpty();
        assertThat(visitors.served()).isPositive();
        assertThat(site.get("/").body()).contains("Hello from hello v2");
    }

    private static void refusesWhatThePolicyDenies(Clients clients, AwsCredentials shipper) {
        S3Client s3 = clients.client(S3Client.builder().forcePathStyle(true), shipper);
        AwsServiceException denied =
                catchThrowableOfType(AwsServiceException.class, () -> s3.deleteBucket(r -> r.bucket(Demo.BUCKET)));
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(denied.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "User: arn:aws:iam::%s:user/shipper is not authorized to perform: s3:DeleteBucket on resource: arn:aws:s3:::%s with an explicit deny in an identity-based policy"
                                .formatted(Demo.ACCOUNT, Demo.BUCKET));

        IamClient iam = clients.client(IamClient.builder(), shipper);
        assertThat(catchThrowableOfType(AwsServiceException.class, () -> iam.createUser(r -> r.userName("intruder")))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("no identity-based policy allows the iam:CreateUser action");

        CloudTrailClient trail = clients.client(CloudTrailClient.builder(), shipper);
        LookupAttribute refusal = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.EVENT_NAME)
                .attributeValue("DeleteBucket")
                .build();
        Event event = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> trail.lookupEvents(r -> r.lookupAttributes(refusal))
                                .events(),
                        events -> !events.isEmpty())
                .getFirst();
        assertThat(event.username()).isEqualTo("shipper");
        assertThat(event.cloudTrailEvent())
                .contains("\"errorCode\":\"AccessDenied\"")
                .contains("statement 4 'NeverDeleteReleases' of policy ship (an identity-based policy)");
    }
}
