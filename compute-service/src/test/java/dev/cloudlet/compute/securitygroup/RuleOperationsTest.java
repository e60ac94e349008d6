package dev.cloudlet.compute.securitygroup;

import static dev.cloudlet.compute.testing.ComputeFixture.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.testing.ComputeFixture;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

// The SDK's builders take variable numbers of generic arguments.
@SuppressWarnings("unchecked")
final class RuleOperationsTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private String web;

    @BeforeEach
    void group() {
        web = create("web");
    }

    private static String create(String name) {
        return compute.ask(
                        CreateSecurityGroupRequest.builder()
                                .groupName(name)
                                .description("for tests")
                                .build(),
                        CreateSecurityGroupResponse.class)
                .groupId();
    }

    private AuthorizeSecurityGroupIngressRequest in(Consumer<IpPermission.Builder> permission) {
        return AuthorizeSecurityGroupIngressRequest.builder()
                .groupId(web)
                .ipPermissions(permission)
                .build();
    }

    private AuthorizeSecurityGroupIngressRequest tcp(Integer from, Integer to, String cidr) {
        return in(p -> p.ipProtocol("tcp").fromPort(from).toPort(to).ipRanges(r -> r.cidrIp(cidr)));
    }

    private List<SecurityGroupRule> allow(AuthorizeSecurityGroupIngressRequest request) {
        return compute.ask(request, AuthorizeSecurityGroupIngressResponse.class).securityGroupRules();
    }

    private software.amazon.awssdk.services.ec2.model.SecurityGroup describe() {
        return compute.ask(
                        DescribeSecurityGroupsRequest.builder().groupIds(web).build(),
                        DescribeSecurityGroupsResponse.class)
                .securityGroups()
                .getFirst();
    }

    @Test
    void aNewGroupLetsEverythingOutAndNothingIn() {
        assertThat(describe().ipPermissions()).isEmpty();
        assertThat(describe().ipPermissionsEgress())
                .containsExactly(IpPermission.builder()
                        .ipProtocol("-1")
                        .ipRanges(r -> r.cidrIp("0.0.0.0/0"))
                        .ipv6Ranges(List.of())
                        .prefixListIds(List.of())
                        .userIdGroupPairs(List.of())
                        .build());
    }

    @Test
    void showsTheSameTrafficOnceWithAllItsPeers() {
        allow(tcp(80, 80, "10.0.0.0/8"));
        allow(tcp(80, 80, "192.168.0.0/16"));
        allow(tcp(443, 443, "10.0.0.0/8"));
        assertThat(describe().ipPermissions()).hasSize(2);
        assertThat(describe().ipPermissions().stream().filter(p -> p.fromPort() == 80))
                .singleElement()
                .satisfies(p -> assertThat(p.ipRanges()).hasSize(2));
    }

    @Test
    void oneRulePerPeer() {
        List<SecurityGroupRule> made = allow(in(p -> p.ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .ipRanges(r -> r.cidrIp("10.0.0.0/8").description("office"), r -> r.cidrIp("172.16.0.0/12"))
                .userIdGroupPairs(g -> g.groupId(web))));
        assertThat(made).hasSize(3).allSatisfy(each -> assertThat(each.isEgress())
                .isFalse());
        assertThat(made).extracting(SecurityGroupRule::description).contains("office");
    }

    @Test
    void refusesTheSameRuleTwiceInWhateverForm() {
        allow(tcp(80, 80, "10.0.0.0/8"));
        assertThat(compute.refusal(tcp(80, 80, "10.0.0.0/8")))
                .isEqualTo("InvalidPermission.Duplicate: the specified rule \"peer: 10.0.0.0/8, TCP, from port: 80, to"
                        + " port: 80, ALLOW\" already exists");
        assertThat(compute.refusal(tcp(80, 80, "10.1.2.3/8")))
                .as("the host bits of a block do not count")
                .startsWith("InvalidPermission.Duplicate");
        assertThat(compute.refusal(
                        in(p -> p.ipProtocol("6").fromPort(80).toPort(80).ipRanges(r -> r.cidrIp("10.0.0.0/8")))))
                .as("a protocol has a name and a number")
                .startsWith("InvalidPermission.Duplicate");
        allow(tcp(80, 81, "10.0.0.0/8"));
        allow(tcp(80, 80, "10.0.0.0/16"));
    }

    @Test
    void refusesARequestThatSaysARuleTwice() {
        assertThat(compute.refusal(in(p -> p.ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .ipRanges(r -> r.cidrIp("10.0.0.0/8"), r -> r.cidrIp("10.0.0.0/8")))))
                .isEqualTo("InvalidParameterValue: The same permission must not appear multiple times");
        assertThat(describe().ipPermissions()).isEmpty();
    }

    @Test
    void addsAllOrNone() {
        allow(tcp(80, 80, "10.0.0.0/8"));
        assertThat(compute.refusal(AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(web)
                        .ipPermissions(
                                p -> p.ipProtocol("tcp").fromPort(22).toPort(22).ipRanges(r -> r.cidrIp("10.0.0.0/8")),
                                p -> p.ipProtocol("tcp").fromPort(80).toPort(80).ipRanges(r -> r.cidrIp("10.0.0.0/8")))
                        .build()))
                .startsWith("InvalidPermission.Duplicate");
        assertThat(describe().ipPermissions()).hasSize(1);
    }

    @Test
    void sixtyRulesOfADirection() {
        allow(AuthorizeSecurityGroupIngressRequest.builder()
                .groupId(web)
                .ipPermissions(IntStream.range(0, 60)
                        .mapToObj(n -> IpPermission.builder()
                                .ipProtocol("udp")
                                .fromPort(n)
                                .toPort(n)
                                .ipRanges(r -> r.cidrIp("0.0.0.0/0"))
                                .build())
                        .toList())
                .build());
        assertThat(compute.refusal(tcp(80, 80, "10.0.0.0/8")))
                .isEqualTo("RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been"
                        + " reached.");
        // The other direction, and IPv6, are counted for themselves.
        allow(in(p -> p.ipProtocol("tcp").fromPort(80).toPort(80).ipv6Ranges(r -> r.cidrIpv6("::/0"))));
        assertThat(compute.ask(
                                AuthorizeSecurityGroupEgressRequest.builder()
                                        .groupId(web)
                                        .ipPermissions(p -> p.ipProtocol("tcp")
                                                .fromPort(1)
                                                .toPort(2)
                                                .ipRanges(r -> r.cidrIp("0.0.0.0/0")))
                                        .build(),
                                AuthorizeSecurityGroupEgressResponse.class)
                        .securityGroupRules())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 80, 80, tcp, 80, 80",
        "TCP, 0, 65535, tcp, 0, 65535",
        "17, 53, 53, udp, 53, 53",
        "tcp, -1, -1, tcp, 0, 65535",
        "icmp, -1, -1, icmp, -1, -1",
        "icmp, 8, , icmp, 8, -1",
        "icmp, , , icmp, -1, -1",
        "58, 128, 0, icmpv6, 128, 0",
        "-1, , , -1, -1, -1",
        "-1, 22, 22, -1, -1, -1",
        "all, , , -1, -1, -1",
        "47, , , 47, -1, -1",
        "047, , , 47, -1, -1",
        "255, 7, 9, 255, -1, -1",
    })
    void takesProtocolsAndPorts(String protocol, Integer from, Integer to, String read, int first, int last) {
        SecurityGroupRule rule = allow(
                        in(p -> p.ipProtocol(protocol).fromPort(from).toPort(to).ipRanges(r -> r.cidrIp("10.0.0.0/8"))))
                .getFirst();
        assertThat(rule.ipProtocol()).isEqualTo(read);
        assertThat(rule.fromPort()).isEqualTo(first);
        assertThat(rule.toPort()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp|80||InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for"
                        + " portRange.",
                "tcp||80|InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for"
                        + " portRange.",
                "udp|-1|80|InvalidParameterValue: Invalid value '-1' for portRange. Ports must be between 0 and 65535.",
                "tcp|80|65536|InvalidParameterValue: Invalid value '65536' for portRange. Ports must be between 0 and"
                        + " 65535.",
                "icmp|256|0|InvalidParameterValue: ICMP code (0) for type (256) not valid",
                "icmp|-1|3|InvalidParameterValue: ICMP code (3) for type (-1) not valid",
                "256|||InvalidParameterValue: Invalid value '256' for IP protocol. Unknown protocol.",
                "-2|||InvalidParameterValue: Invalid value '-2' for IP protocol. Unknown protocol.",
                "http|||InvalidParameterValue: Invalid value 'http' for IP protocol. Unknown protocol.",
            })
    void refusesOtherProtocolsAndPorts(String protocol, Integer from, Integer to, String refusal) {
        assertThat(compute.refusal(in(
                        p -> p.ipProtocol(protocol).fromPort(from).toPort(to).ipRanges(r -> r.cidrIp("10.0.0.0/8")))))
                .isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1", "10.0.0.0/33", "10.0.0/8", "300.0.0.0/8", "any", "''", "::/0"})
    void refusesBlocksThatAreNone(String cidr) {
        assertThat(compute.refusal(tcp(80, 80, cidr)))
                .isEqualTo("InvalidParameterValue: CIDR block " + cidr + " is malformed");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8", "::/129", "::g/64", "1::2::3/64", "''", "fe80::1", ":::/0", "1:2:3:4:5:6:7:8:9/64"})
    void refusesBlocks6ThatAreNone(String cidr) {
        assertThat(compute.refusal(
                        in(p -> p.ipProtocol("tcp").fromPort(1).toPort(1).ipv6Ranges(r -> r.cidrIpv6(cidr)))))
                .isEqualTo("InvalidParameterValue: CIDR block " + cidr + " is malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "::/0, ::/0",
        "2001:DB8:0:0:0:0:0:1/128, 2001:db8::1/128",
        "2001:db8::ffff/64, 2001:db8::/64",
        "0:0:1::/48, 0:0:1::/48",
        "1:0:0:2:0:0:0:3/128, 1:0:0:2::3/128",
        "fe80::1/10, fe80::/10",
        "1:2:3:4:5:6:7:8/127, 1:2:3:4:5:6:7:8/127",
    })
    void aBlockOfIpv6HasOneForm(String given, String canonical) {
        assertThat(allow(in(p -> p.ipProtocol("-1").ipv6Ranges(r -> r.cidrIpv6(given)))))
                .extracting(SecurityGroupRule::cidrIpv6)
                .containsExactly(canonical);
        assertThat(compute.refusal(in(p -> p.ipProtocol("-1").ipv6Ranges(r -> r.cidrIpv6(canonical)))))
                .startsWith("InvalidPermission.Duplicate");
    }

    @Test
    void refusesPermissionsForNobodyAndDescriptionsWithOtherCharacters() {
        assertThat(compute.refusal(in(p -> p.ipProtocol("-1")))).startsWith("InvalidParameterValue: ");
        assertThat(compute.refusal(AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(web)
                        .build()))
                .startsWith("MissingParameter: ");
        assertThat(compute.refusal(in(p ->
                        p.ipProtocol("-1").ipRanges(r -> r.cidrIp("10.0.0.0/8").description("für alle")))))
                .startsWith("InvalidParameterValue: Invalid rule description.");
        assertThat(compute.refusal(in(p ->
                        p.ipProtocol("-1").ipRanges(r -> r.cidrIp("10.0.0.0/8").description("x".repeat(256))))))
                .startsWith("InvalidParameterValue: Invalid rule description.");
    }

    @Test
    void namesItsPeersByIdOrName() {
        String db = create("db");
        assertThat(allow(in(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupName("db"))))
                        .getFirst()
                        .referencedGroupInfo()
                        .groupId())
                .isEqualTo(db);
        assertThat(compute.refusal(in(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupId(db)))))
                .startsWith("InvalidPermission.Duplicate");
        assertThat(compute.refusal(in(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupName("nobody")))))
                .startsWith("InvalidGroup.NotFound: ");
        assertThat(compute.refusal(
                        in(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupId("sg-0123456789abcdef0")))))
                .isEqualTo("InvalidGroup.NotFound: The security group 'sg-0123456789abcdef0' does not exist");
        assertThat(compute.refusal(in(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupId("nonsense")))))
                .isEqualTo("InvalidGroupId.Malformed: Invalid id: \"nonsense\" (expecting \"sg-...\")");
    }

    @Test
    void takesAPermissionInTheMembersOfTheRequest() {
        assertThat(allow(AuthorizeSecurityGroupIngressRequest.builder()
                        .groupName("web")
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("10.0.0.0/8")
                        .build()))
                .hasSize(1);
        assertThat(compute.refusal(tcp(1, 1, "10.0.0.0/8").toBuilder()
                        .ipProtocol("tcp")
                        .cidrIp("10.0.0.0/8")
                        .build()))
                .startsWith("InvalidParameterCombination: ");
    }

    @Test
    void takesRulesAwayByWhatTheySayOrByTheirIds() {
        SecurityGroupRule first = allow(tcp(80, 80, "10.0.0.0/8")).getFirst();
        allow(tcp(443, 443, "10.0.0.0/8"));
        RevokeSecurityGroupIngressRequest byId = RevokeSecurityGroupIngressRequest.builder()
                .groupId(web)
                .securityGroupRuleIds(first.securityGroupRuleId())
                .build();
        assertThat(compute.ask(byId, RevokeSecurityGroupIngressResponse.class).revokedSecurityGroupRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.cidrIpv4()).isEqualTo("10.0.0.0/8"));
        assertThat(compute.refusal(byId))
                .isEqualTo("InvalidSecurityGroupRuleId.NotFound: The security group rule ID '"
                        + first.securityGroupRuleId() + "' does not exist");
        RevokeSecurityGroupIngressRequest byPermission = RevokeSecurityGroupIngressRequest.builder()
                .groupId(web)
                .ipPermissions(tcp(443, 443, "10.0.0.0/8").ipPermissions())
                .build();
        compute.ask(byPermission, RevokeSecurityGroupIngressResponse.class);
        assertThat(compute.refusal(byPermission))
                .isEqualTo("InvalidPermission.NotFound: The specified rule does not exist in this security group.");
        assertThat(describe().ipPermissions()).isEmpty();
        assertThat(describe().ipPermissionsEgress()).hasSize(1);
    }

    @Test
    void takesTheRuleAwayThatLetsEverythingOut() {
        compute.ask(
                RevokeSecurityGroupEgressRequest.builder()
                        .groupId(web)
                        .ipPermissions(p -> p.ipProtocol("-1").ipRanges(r -> r.cidrIp("0.0.0.0/0")))
                        .build(),
                RevokeSecurityGroupEgressResponse.class);
        assertThat(compute.bean(SecurityGroups.class).traffic(List.of(web), true))
                .isEmpty();
    }

    @Test
    void severalGroupsTogetherLetThroughWhatAnyOfThemDoes() {
        String db = create("db");
        allow(tcp(80, 80, "10.0.0.0/8"));
        compute.ask(
                AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(db)
                        .ipPermissions(
                                p -> p.ipProtocol("tcp").fromPort(80).toPort(80).ipRanges(r -> r.cidrIp("10.0.0.0/8")),
                                p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupId(web)))
                        .build(),
                AuthorizeSecurityGroupIngressResponse.class);
        assertThat(compute.bean(SecurityGroups.class).traffic(List.of(web, db), false))
                .containsExactlyInAnyOrder(
                        new TrafficRule(TrafficRule.TCP, 80, 80, new TrafficRule.Peer.Block(Cidr.parse("10.0.0.0/8"))),
                        TrafficRule.all(new TrafficRule.Peer.Group(web)));
    }

    @Test
    void describesRulesByGroupAndId() {
        SecurityGroupRule rule = allow(tcp(80, 80, "10.0.0.0/8")).getFirst();
        assertThat(compute.ask(
                                DescribeSecurityGroupRulesRequest.builder()
                                        .filters(f -> f.name("group-id").values(web))
                                        .build(),
                                DescribeSecurityGroupRulesResponse.class)
                        .securityGroupRules())
                .hasSize(2)
                .contains(rule);
        assertThat(compute.ask(
                                DescribeSecurityGroupRulesRequest.builder()
                                        .securityGroupRuleIds(rule.securityGroupRuleId())
                                        .build(),
                                DescribeSecurityGroupRulesResponse.class)
                        .securityGroupRules())
                .containsExactly(rule);
        assertThat(compute.refusal(DescribeSecurityGroupRulesRequest.builder()
                        .securityGroupRuleIds("sgr-0123456789abcdef0")
                        .build()))
                .startsWith("InvalidSecurityGroupRuleId.NotFound: ");
    }

    @Test
    void aGroupThatOthersNeedStays() {
        String db = create("db");
        allow(in(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupId(db))));
        DeleteSecurityGroupRequest delete =
                DeleteSecurityGroupRequest.builder().groupId(db).build();
        assertThat(compute.refusal(delete))
                .isEqualTo("DependencyViolation: resource " + db + " has a dependent object");
        compute.ask(
                RevokeSecurityGroupIngressRequest.builder()
                        .groupId(web)
                        .ipPermissions(p -> p.ipProtocol("-1").userIdGroupPairs(g -> g.groupId(db)))
                        .build(),
                RevokeSecurityGroupIngressResponse.class);
        compute.ask(delete, DeleteSecurityGroupResponse.class);
        assertThat(compute.refusal(delete))
                .isEqualTo("InvalidGroup.NotFound: The security group '" + db + "' does not exist");
        assertThat(compute.refusal(DeleteSecurityGroupRequest.builder()
                        .groupName("default")
                        .build()))
                .startsWith("CannotDelete: the specified group: \"sg-");
    }

    @Test
    void namesAreTakenOncePerVpc() {
        assertThat(compute.refusal(CreateSecurityGroupRequest.builder()
                        .groupName("web")
                        .description("again")
                        .build()))
                .startsWith("InvalidGroup.Duplicate: The security group 'web' already exists for VPC 'vpc-");
        assertThat(compute.refusal(CreateSecurityGroupRequest.builder()
                        .groupName("sg-web")
                        .description("x")
                        .build()))
                .startsWith("InvalidParameterValue: ");
        assertThat(compute.refusal(CreateSecurityGroupRequest.builder()
                        .groupName("x")
                        .description("x")
                        .vpcId("vpc-0123456789abcdef0")
                        .build()))
                .isEqualTo("InvalidVpcID.NotFound: The vpc ID 'vpc-0123456789abcdef0' does not exist");
    }

    @Test
    void groupsOfOthersAreNotThere() {
        Place elsewhere = new Place(PLACE.account(), "eu-west-1");
        assertThatThrownBy(() -> compute.ask(
                        elsewhere,
                        DescribeSecurityGroupsRequest.builder().groupIds(web).build(),
                        DescribeSecurityGroupsResponse.class))
                .isInstanceOf(AwsException.class)
                .hasMessage("The security group '" + web + "' does not exist");
    }
}
