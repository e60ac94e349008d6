package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.AwsCli;
import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no machine, by the AWS command line. */
final class Ec2CliTest {
    private final AwsCli aws = Cloud.shared().cli();
    private final String unique = "cli-" + System.nanoTime();

    @Test
    void a_region_begins_with_a_default_vpc() {
        String vpc = aws.run(
                        "ec2",
                        "describe-vpcs",
                        "--filters",
                        "Name=is-default,Values=true",
                        "--query",
                        "Vpcs[].[CidrBlock,VpcId]",
                        "--output",
                        "text")
                .ok();
        assertThat(vpc).startsWith("172.31.0.0/16\tvpc-");
        String id = vpc.substring(vpc.indexOf('\t') + 1);
        String filter = "Name=vpc-id,Values=" + id;
        assertThat(aws.run(
                                "ec2",
                                "describe-subnets",
                                "--filters",
                                filter,
                                "Name=default-for-az,Values=true",
                                "--query",
                                "sort(Subnets[].CidrBlock)[:3]",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("172.31.0.0/20\t172.31.16.0/20\t172.31.32.0/20");
        assertThat(aws.run(
                                "ec2",
                                "describe-route-tables",
                                "--filters",
                                filter,
                                "Name=association.main,Values=true",
                                "--query",
                                "RouteTables[].Routes[].DestinationCidrBlock",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("172.31.0.0/16\t0.0.0.0/0");
        assertThat(aws.run(
                                "ec2",
                                "describe-internet-gateways",
                                "--filters",
                                "Name=attachment.vpc-id,Values=" + id,
                                "--query",
                                "length(InternetGateways)",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("1");
        assertThat(aws.run(
                                "ec2",
                                "describe-security-groups",
                                "--filters",
                                filter,
                                "Name=group-name,Values=default",
                                "--query",
                                "SecurityGroups[0].IpPermissions[0].IpProtocol",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("-1");
        assertThat(aws.run("ec2", "describe-network-acls", "--filters", filter, "--query", "length(NetworkAcls)")
                        .ok())
                .isEqualTo("1");
    }

    @Test
    void regions_zones_images_and_types() {
        assertThat(aws.run("ec2", "describe-regions", "--query", "Regions[].RegionName", "--output", "text")
                        .ok())
                .contains("us-east-1", "eu-west-1", "ap-southeast-2");
        assertThat(aws.run(
                                "ec2",
                                "describe-availability-zones",
                                "--query",
                                "AvailabilityZones[0].[ZoneName,ZoneId]",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("us-east-1a\tuse1-az1");
        assertThat(aws.run(
                                "ec2",
                                "describe-images",
                                "--owners",
                                "amazon",
                                "--filters",
                                "Name=name,Values=cloudlet/host-*",
                                "--query",
                                "Images[].ImageId",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo(TestInstances.IMAGE);
        assertThat(aws.run(
                                "ec2",
                                "describe-instance-types",
                                "--instance-types",
                                "t3.micro",
                                "--query",
                                "InstanceTypes[0].[VCpuInfo.DefaultVCpus,MemoryInfo.SizeInMiB]",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("2\t1024");
    }

    @Test
    void security_groups_and_their_rules() {
        String id = aws.run(
                        "ec2",
                        "create-security-group",
                        "--group-name",
                        unique,
                        "--description",
                        "a test",
                        "--query",
                        "GroupId",
                        "--output",
                        "text")
                .ok();
        assertThat(aws.run("ec2", "create-security-group", "--group-name", unique, "--description", "a test")
                        .err())
                .contains("(InvalidGroup.Duplicate)");
        String[] http = {
            "ec2",
            "authorize-security-group-ingress",
            "--group-id",
            id,
            "--protocol",
            "tcp",
            "--port",
            "80",
            "--cidr",
            "0.0.0.0/0"
        };
        aws.run(http).ok();
        assertThat(aws.run(http).err())
                .contains("(InvalidPermission.Duplicate)", "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW");
        aws.run(
                        "ec2",
                        "authorize-security-group-ingress",
                        "--group-id",
                        id,
                        "--ip-permissions",
                        "IpProtocol=tcp,FromPort=443,ToPort=444,IpRanges=[{CidrIp=10.0.0.0/8,Description=ours}],UserIdGroupPairs=[{GroupId="
                                + id + "}]")
                .ok();
        assertThat(aws.run(
                                "ec2",
                                "describe-security-group-rules",
                                "--filters",
                                "Name=group-id,Values=" + id,
                                "--query",
                                "length(SecurityGroupRules)")
                        .ok())
                .isEqualTo("4");
        assertThat(aws.run(
                                "ec2",
                                "revoke-security-group-ingress",
                                "--group-id",
                                id,
                                "--protocol",
                                "tcp",
                                "--port",
                                "81",
                                "--cidr",
                                "0.0.0.0/0")
                        .err())
                .contains("(InvalidPermission.NotFound)");
        assertThat(aws.run(
                                "ec2",
                                "authorize-security-group-ingress",
                                "--group-id",
                                id,
                                "--protocol",
                                "tcp",
                                "--port",
                                "80",
                                "--cidr",
                                "0.0.0.0/33")
                        .err())
                .contains("(InvalidParameterValue)", "CIDR block 0.0.0.0/33 is malformed");
        aws.run("ec2", "delete-security-group", "--group-id", id).ok();
        assertThat(aws.run("ec2", "describe-security-groups", "--group-ids", id).err())
                .contains("(InvalidGroup.NotFound)");
    }

    @Test
    void key_pairs_work_with_openssh(@TempDir Path directory) throws IOException, InterruptedException {
        for (String type : new String[] {"rsa", "ed25519"}) {
            String name = unique + "-" + type;
            Path file = directory.resolve(type);
            Files.writeString(
                    file,
                    aws.run(
                                            "ec2",
                                            "create-key-pair",
                                            "--key-name",
                                            name,
                                            "--key-type",
                                            type,
                                            "--query",
                                            "KeyMaterial",
                                            "--output",
                                            "text")
                                    .ok()
                            + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Process keygen = new ProcessBuilder("ssh-keygen", "-y", "-f", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String publicKey = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(keygen.waitFor()).as(publicKey).isZero();
            assertThat(aws.run(
                                    "ec2",
                                    "describe-key-pairs",
                                    "--key-names",
                                    name,
                                    "--include-public-key",
                                    "--query",
                                    "KeyPairs[0].PublicKey",
                                    "--output",
                                    "text")
                            .ok())
                    .isEqualTo(publicKey);
        }
        assertThat(aws.run("ec2", "describe-key-pairs", "--key-names", "nobody-has-it")
                        .err())
                .contains("(InvalidKeyPair.NotFound)", "The key pair 'nobody-has-it' does not exist");
    }

    @Test
    void launch_templates_have_versions() {
        aws.run(
                        "ec2",
                        "create-launch-template",
                        "--launch-template-name",
                        unique,
                        "--launch-template-data",
                        "{\"ImageId\":\"" + TestInstances.IMAGE
                                + "\",\"InstanceType\":\"t3.nano\",\"TagSpecifications\":"
                                + "[{\"ResourceType\":\"instance\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}]}")
                .ok();
        aws.run(
                        "ec2",
                        "create-launch-template-version",
                        "--launch-template-name",
                        unique,
                        "--source-version",
                        "1",
                        "--launch-template-data",
                        "{\"InstanceType\":\"t3.small\"}")
                .ok();
        assertThat(aws.run(
                                "ec2",
                                "describe-launch-template-versions",
                                "--launch-template-name",
                                unique,
                                "--versions",
                                "$Latest",
                                "$Default",
                                "--query",
                                "LaunchTemplateVersions[].[VersionNumber,LaunchTemplateData.InstanceType,LaunchTemplateData.ImageId]",
                                "--output",
                                "text")
                        .ok())
                .contains("1\tt3.nano\t" + TestInstances.IMAGE, "2\tt3.small\t" + TestInstances.IMAGE);
        assertThat(aws.run(
                                "ec2",
                                "create-launch-template",
                                "--launch-template-name",
                                unique,
                                "--launch-template-data",
                                "{\"InstanceType\":\"t3.nano\"}")
                        .err())
                .contains("(InvalidLaunchTemplateName.AlreadyExistsException)");
        aws.run("ec2", "delete-launch-template", "--launch-template-name", unique)
                .ok();
        assertThat(aws.run("ec2", "describe-launch-templates", "--launch-template-names", unique)
                        .err())
                .contains("(InvalidLaunchTemplateName.NotFoundException)");
    }

    @Test
    void bad_input_gets_ec2s_own_errors() {
        assertThat(aws.run("ec2", "describe-instances", "--instance-ids", "i-0123456789abcdef0")
                        .err())
                .contains("(InvalidInstanceID.NotFound)", "The instance ID 'i-0123456789abcdef0' does not exist");
        assertThat(aws.run("ec2", "describe-instances", "--instance-ids", "banana")
                        .err())
                .contains("(InvalidInstanceID.Malformed)");
        assertThat(aws.run("ec2", "run-instances", "--image-id", "ami-0123456789abcdef0")
                        .err())
                .contains("(InvalidAMIID.NotFound)");
        assertThat(aws.run("ec2", "describe-instances", "--filters", "Name=colour,Values=red")
                        .err())
                .contains("(InvalidParameterValue)", "The filter 'colour' is invalid");
        assertThat(aws.run("ec2", "run-instances", "--image-id", TestInstances.IMAGE, "--instance-type", "z9.huge")
                        .err())
                .contains("(InvalidParameterValue)");
        assertThat(aws.run("ec2", "create-tags", "--resources", "vpc-0123456789abcdef0", "--tags", "Key=a,Value=b")
                        .err())
                .contains("(InvalidVpcID.NotFound)");
    }
}
