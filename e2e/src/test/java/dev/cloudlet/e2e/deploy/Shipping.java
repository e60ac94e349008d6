package dev.cloudlet.e2e.deploy;

import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** An application of a test's own, with the bucket of its revisions, and roles for CodeDeploy and for the instances. */
final class Shipping {
    private static final Duration LONG = Duration.ofSeconds(60);

    final String name = "ship-" + UUID.randomUUID().toString().substring(0, 8);
    final CodeDeployClient codedeploy;
    final String serviceRole;
    private final S3Client s3;

    Shipping(Cloud cloud) {
        codedeploy = cloud.client(CodeDeployClient.builder());
        s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        IamClient iam = cloud.client(IamClient.builder());
        serviceRole = role(iam, name + "-deploy", "codedeploy", "service-role/AWSCodeDeployRole");
        role(iam, name, "ec2", "AmazonS3ReadOnlyAccess");
        iam.createInstanceProfile(r -> r.instanceProfileName(name));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName(name).roleName(name));
        s3.createBucket(r -> r.bucket(name));
        codedeploy.createApplication(r -> r.applicationName(name));
    }

    private static String role(IamClient iam, String role, String service, String policy) {
        String trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "%s.amazonaws.com"}}}""".formatted(service);
        String arn = iam.createRole(r -> r.roleName(role).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.attachRolePolicy(r -> r.roleName(role).policyArn("arn:aws:iam::aws:policy/" + policy));
        return arn;
    }

    /**
     * Puts a revision into the bucket.
     *
     * @param files by their paths in the bundle, the AppSpec file among them
     */
    void upload(String key, Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        s3.putObject(r -> r.bucket(name).key(key), RequestBody.fromBytes(bytes.toByteArray()));
    }

    /** Begins a deployment to the group {@code web}. */
    String begin(String key, Consumer<CreateDeploymentRequest.Builder> more) {
        return codedeploy
                .createDeployment(r -> {
                    r.applicationName(name).deploymentGroupName("web").revision(v -> v.revisionType(
                                    RevisionLocationType.S3)
                            .s3Location(s -> s.bucket(name).key(key).bundleType(BundleType.ZIP)));
                    more.accept(r);
                })
                .deploymentId();
    }

    DeploymentInfo over(String id) {
        return await().atMost(LONG)
                .until(() -> codedeploy.getDeployment(r -> r.deploymentId(id)).deploymentInfo(), d -> List.of(
                                DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED, DeploymentStatus.STOPPED)
                        .contains(d.status()));
    }

    InstanceTarget target(String id, String instance) {
        return codedeploy
                .getDeploymentTarget(r -> r.deploymentId(id).targetId(instance))
                .deploymentTarget()
                .instanceTarget();
    }

    /** Waits until an event is on its way. */
    void awaitEvent(String id, String instance, String event) {
        await().atMost(LONG)
                .until(() -> event(target(id, instance), event).status() == LifecycleEventStatus.IN_PROGRESS);
    }

    static LifecycleEvent event(InstanceTarget target, String name) {
        return target.lifecycleEvents().stream()
                .filter(each -> each.lifecycleEventName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Why an event of an instance failed. */
    Diagnostics failure(String id, String instance, String event) {
        return event(target(id, instance), event).diagnostics();
    }
}
