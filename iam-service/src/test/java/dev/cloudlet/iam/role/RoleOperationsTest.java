package dev.cloudlet.iam.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.protocol.AwsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

class RoleOperationsTest {
    private static final String EC2_TRUST = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final RoleOperations roles = iam.bean(RoleOperations.class);
    private final RoleUpdateOperations updates = iam.bean(RoleUpdateOperations.class);

    private software.amazon.awssdk.services.iam.model.Role create(String name, String trust) {
        return iam.run(() -> roles.createRole(
                        iam.asRoot(),
                        CreateRoleRequest.builder()
                                .roleName(name)
                                .path("/service/")
                                .description("for tests")
                                .assumeRolePolicyDocument(trust)
                                .build()))
                .role();
    }

    private software.amazon.awssdk.services.iam.model.Role get(String name) {
        return roles.getRole(
                        iam.asRoot(), GetRoleRequest.builder().roleName(name).build())
                .role();
    }

    private static void code(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOf(AwsException.class)
                .extracting(e -> ((AwsException) e).code())
                .isEqualTo(code);
    }

    @Test
    void aRoleHasItsTrustPolicyAndAnHourUnlessTold() {
        create("web", EC2_TRUST);
        var role = get("web");
        assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/service/web");
        assertThat(role.maxSessionDuration()).isEqualTo(3600);
        assertThat(role.description()).isEqualTo("for tests");
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(EC2_TRUST);
        assertThat(role.roleLastUsed().lastUsedDate()).isNull();
    }

    @Test
    void aTrustPolicyNamesPrincipalsThatAreThere() {
        code(() -> create("r", IamFixture.ALLOW_ALL), "MalformedPolicyDocument");
        assertThatThrownBy(() -> create(
                        "r",
                        EC2_TRUST.replace(
                                "\"Service\": \"ec2.amazonaws.com\"",
                                "\"AWS\": \"arn:aws:iam::123456789012:user/ghost\"")))
                .hasMessage("Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:user/ghost\"");
        create("other", EC2_TRUST);
        create(
                "r",
                EC2_TRUST.replace(
                        "\"Service\": \"ec2.amazonaws.com\"",
                        "\"AWS\": [\"arn:aws:iam::123456789012:role/service/other\", \"123456789012\"]"));
    }

    @Test
    void whoIsTrustedIsTheUserNotItsName() {
        var bob = iam.addUser("Bob");
        create("web", IamFixture.TRUST_ALL_OF_ACCOUNT.replace(IamFixture.ROOT, bob.arn()));
        iam.bean(Identities.class).rename(bob, "Robert", "/");
        assertThat(trust("web")).contains("\"arn:aws:iam::123456789012:user/Robert\"");
        iam.bean(Identities.class).remove(bob);
        assertThat(trust("web")).contains('"' + bob.id() + '"');
        iam.addUser("Robert");
        iam.addUser("Bob");
        assertThat(trust("web")).contains('"' + bob.id() + '"').doesNotContain("user/");
    }

    private String trust(String role) {
        return URLDecoder.decode(get(role).assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    }

    @Test
    void aTrustPolicyHasALimit() {
        String large = EC2_TRUST.replace(
                "\"sts:AssumeRole\"",
                "\"sts:AssumeRole\", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"%s\"}}"
                        .formatted("y".repeat(2048)));
        assertThatThrownBy(() -> create("r", large)).hasMessage("Cannot exceed quota for ACLSizePerRole: 2048");
    }

    @Test
    void updatesChangeWhatTheySayAndResetWhatTheyLeaveOut() {
        create("web", EC2_TRUST);
        iam.run(() -> updates.updateRole(
                iam.asRoot(),
                UpdateRoleRequest.builder()
                        .roleName("web")
                        .maxSessionDuration(7200)
                        .build()));
        assertThat(get("web").maxSessionDuration()).isEqualTo(7200);
        assertThat(get("web").description()).isNull();
        iam.run(() -> updates.updateAssumeRolePolicy(
                iam.asRoot(),
                UpdateAssumeRolePolicyRequest.builder()
                        .roleName("web")
                        .policyDocument(IamFixture.TRUST_ALL_OF_ACCOUNT)
                        .build()));
        assertThat(get("web").assumeRolePolicyDocument()).contains("root");
    }

    @Test
    void aRoleWithPoliciesStays() {
        create("web", EC2_TRUST);
        String arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
        iam.run(() -> {
            iam.bean(Attachments.class).attach(IamFixture.ACCOUNT, IdentityKind.ROLE, "web", arn);
            return true;
        });
        Runnable delete = () -> iam.run(() -> roles.deleteRole(
                iam.asRoot(), DeleteRoleRequest.builder().roleName("web").build()));
        assertThatThrownBy(delete::run).hasMessage("Cannot delete entity, must detach all policies first.");
        iam.run(() -> {
            iam.bean(Attachments.class).detach(IamFixture.ACCOUNT, IdentityKind.ROLE, "web", arn);
            return true;
        });
        delete.run();
        code(() -> get("web"), "NoSuchEntity");
        create("web", EC2_TRUST);
    }

    @Test
    void theRoleOfAServiceIsTheServices() {
        var create = CreateServiceLinkedRoleRequest.builder()
                .awsServiceName("autoscaling.amazonaws.com")
                .build();
        ServiceLinkedRoleOperations serviceLinked = iam.bean(ServiceLinkedRoleOperations.class);
        var role = iam.run(() -> serviceLinked.createServiceLinkedRole(iam.asRoot(), create))
                .role();
        assertThat(role.arn())
                .isEqualTo("arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/"
                        + "AWSServiceRoleForAutoScaling");
        assertThatThrownBy(() -> iam.run(() -> serviceLinked.createServiceLinkedRole(iam.asRoot(), create)))
                .hasMessage("Service role name AWSServiceRoleForAutoScaling has been taken in this account,"
                        + " please try a different suffix.");
        code(
                () -> iam.run(() -> roles.deleteRole(
                        iam.asRoot(),
                        DeleteRoleRequest.builder().roleName(role.roleName()).build())),
                "UnmodifiableEntity");
        code(
                () -> iam.run(() -> iam.bean(RoleAttachmentOperations.class)
                        .attachRolePolicy(
                                iam.asRoot(),
                                AttachRolePolicyRequest.builder()
                                        .roleName(role.roleName())
                                        .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                                        .build())),
                "UnmodifiableEntity");
    }
}
