package dev.cloudlet.compute.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.compute.testing.ComputeFixture;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** A name means a group of the default VPC: every VPC has a group called default. */
final class GroupNamesTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    @Test
    void aNameIsLookedForInTheDefaultVpcAlone() {
        String other = anotherVpc();
        String standard = compute.ask(DescribeVpcsRequest.builder().build(), DescribeVpcsResponse.class).vpcs().stream()
                .filter(vpc -> vpc.isDefault())
                .findFirst()
                .orElseThrow()
                .vpcId();

        assertThat(named("default")).singleElement().satisfies(group -> {
            assertThat(group.vpcId()).isEqualTo(standard).isNotEqualTo(other);
        });
    }

    @Test
    void aGroupOfAnotherVpcIsNotFoundByItsName() {
        compute.ask(
                CreateSecurityGroupRequest.builder()
                        .groupName("web")
                        .description("for tests")
                        .vpcId(anotherVpc())
                        .build(),
                CreateSecurityGroupResponse.class);

        assertThatThrownBy(() -> named("web"))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith("The security group 'web' does not exist in default VPC 'vpc-");
    }

    private static String anotherVpc() {
        return compute.ask(CreateVpcRequest.builder().cidrBlock("10.9.0.0/16").build(), CreateVpcResponse.class)
                .vpc()
                .vpcId();
    }

    private static List<SecurityGroup> named(String name) {
        return compute.ask(
                        DescribeSecurityGroupsRequest.builder().groupNames(name).build(),
                        DescribeSecurityGroupsResponse.class)
                .securityGroups();
    }
}
