package dev.cloudlet.e2e.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.AwsCli;
import dev.cloudlet.e2e.Cloud;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The first chapter of the tour, by the AWS command line. */
class IamCliTest {
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},
             "Action":"sts:AssumeRole"}]}""";

    private final AwsCli aws = Cloud.shared().cli();
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void rootKnowsItself() {
        assertThat(aws.run("sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                        .ok())
                .isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void aWrongSecretIsRefused() {
        assertThat(aws.as("test", "wrong").run("sts", "get-caller-identity").err())
                .contains("(SignatureDoesNotMatch)");
    }

    @Test
    void aRoleForInstancesIsMadeAndUndone() {
        String role = "web-" + suffix;
        String made = aws.run(
                        "iam",
                        "create-role",
                        "--role-name",
                        role,
                        "--assume-role-policy-document",
                        TRUST,
                        "--query",
                        "Role.AssumeRolePolicyDocument.Statement[0].Principal.Service",
                        "--output",
                        "text")
                .ok();
        assertThat(made).isEqualTo("ec2.amazonaws.com");
        String policy = "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforAWSCodeDeploy";
        aws.run("iam", "attach-role-policy", "--role-name", role, "--policy-arn", policy)
                .ok();
        aws.run("iam", "create-instance-profile", "--instance-profile-name", role)
                .ok();
        aws.run("iam", "add-role-to-instance-profile", "--instance-profile-name", role, "--role-name", role)
                .ok();
        assertThat(aws.run(
                                "iam",
                                "get-instance-profile",
                                "--instance-profile-name",
                                role,
                                "--query",
                                "InstanceProfile.Roles[0].RoleName",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo(role);
        assertThat(aws.run("iam", "delete-role", "--role-name", role).err())
                .contains("(DeleteConflict)", "must remove roles from instance profile first");

        aws.run("iam", "remove-role-from-instance-profile", "--instance-profile-name", role, "--role-name", role)
                .ok();
        aws.run("iam", "delete-instance-profile", "--instance-profile-name", role)
                .ok();
        aws.run("iam", "detach-role-policy", "--role-name", role, "--policy-arn", policy)
                .ok();
        aws.run("iam", "delete-role", "--role-name", role).ok();
        assertThat(aws.run("iam", "get-role", "--role-name", role).err())
                .contains("(NoSuchEntity)", "The role with name " + role + " cannot be found.");
    }

    @Test
    void aSimulationTellsWhichPolicyAllows() {
        String role = "simulated-" + suffix;
        String arn = aws.run(
                        "iam",
                        "create-role",
                        "--role-name",
                        role,
                        "--assume-role-policy-document",
                        TRUST,
                        "--query",
                        "Role.Arn",
                        "--output",
                        "text")
                .ok();
        String policy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
        aws.run("iam", "attach-role-policy", "--role-name", role, "--policy-arn", policy)
                .ok();

        String decisions = aws.run(
                        "iam",
                        "simulate-principal-policy",
                        "--policy-source-arn",
                        arn,
                        "--action-names",
                        "s3:GetObject",
                        "s3:PutObject",
                        "--query",
                        "EvaluationResults[].[EvalActionName, EvalDecision, MatchedStatements[0].SourcePolicyId]",
                        "--output",
                        "text")
                .ok();

        assertThat(decisions.lines().map(line -> line.replace('\t', ' ')))
                .containsExactly("s3:GetObject allowed AmazonS3ReadOnlyAccess", "s3:PutObject implicitDeny None");
        aws.run("iam", "detach-role-policy", "--role-name", role, "--policy-arn", policy)
                .ok();
        aws.run("iam", "delete-role", "--role-name", role).ok();
    }

    @Test
    void faultyInputIsRefusedInTheWordsOfAws() {
        assertThat(aws.run("iam", "create-user", "--user-name", "with space").err())
                .contains("(ValidationError)");
        assertThat(aws.run(
                                "iam",
                                "create-role",
                                "--role-name",
                                "r-" + suffix,
                                "--assume-role-policy-document",
                                "{\"Version\":\"2012-10-17\"")
                        .err())
                .contains("(MalformedPolicyDocument)");
        assertThat(aws.run("iam", "list-server-certificates").err()).contains("(NotImplemented)");
    }
}
