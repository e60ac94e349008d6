package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Rules of security groups: added and taken away. */
@AwsOperations
class RuleOperations {
    private final SecurityGroups groups;
    private final Vpcs vpcs;
    private final RuleChanges changes;
    private final Tags tags;

    RuleOperations(SecurityGroups groups, Vpcs vpcs, RuleChanges changes, Tags tags) {
        this.groups = groups;
        this.vpcs = vpcs;
        this.changes = changes;
        this.tags = tags;
    }

    @AuthorizedInCode(actions = "ec2:AuthorizeSecurityGroupIngress", because = "The group may be named by its name")
    AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            Call call, AuthorizeSecurityGroupIngressRequest request) {
        SecurityGroup group = GroupAccess.allowed(
                groups, vpcs, call, "ec2:AuthorizeSecurityGroupIngress", request.groupId(), request.groupName());
        DryRun.check(request.dryRun());
        List<IpPermission> wanted = PermissionReader.wanted(
                request.ipPermissions(),
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(add(group, false, wanted, request.tagSpecifications()))
                .build();
    }

    @Authorize(
            action = "ec2:AuthorizeSecurityGroupEgress",
            resource = "arn:aws:ec2:{region}:{account}:security-group/{GroupId}")
    AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(
            Call call, AuthorizeSecurityGroupEgressRequest request) {
        SecurityGroup group =
                groups.require(Place.of(call), List.of(request.groupId())).getFirst();
        DryRun.check(request.dryRun());
        List<IpPermission> wanted = PermissionReader.wanted(
                request.ipPermissions(),
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(add(group, true, wanted, request.tagSpecifications()))
                .build();
    }

    @AuthorizedInCode(actions = "ec2:RevokeSecurityGroupIngress", because = "The group may be named by its name")
    RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(
            Call call, RevokeSecurityGroupIngressRequest request) {
        SecurityGroup group = GroupAccess.allowed(
                groups, vpcs, call, "ec2:RevokeSecurityGroupIngress", request.groupId(), request.groupName());
        DryRun.check(request.dryRun());
        List<IpPermission> wanted = PermissionReader.wanted(
                request.ipPermissions(),
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        return RevokeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(remove(group, false, wanted, request.securityGroupRuleIds()))
                .build();
    }

    @Authorize(
            action = "ec2:RevokeSecurityGroupEgress",
            resource = "arn:aws:ec2:{region}:{account}:security-group/{GroupId}")
    RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(Call call, RevokeSecurityGroupEgressRequest request) {
        SecurityGroup group =
                groups.require(Place.of(call), List.of(request.groupId())).getFirst();
        DryRun.check(request.dryRun());
        List<IpPermission> wanted = PermissionReader.wanted(
                request.ipPermissions(),
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        return RevokeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(remove(group, true, wanted, request.securityGroupRuleIds()))
                .build();
    }

    private List<SecurityGroupRule> add(
            SecurityGroup group, boolean egress, List<IpPermission> wanted, List<TagSpecification> tagged) {
        Map<String, String> theirs = TagSpecifications.of(tagged, "security-group-rule");
        List<Rule> added = changes.add(group, egress, wanted);
        added.forEach(rule -> tags.put(group.place(), rule.id(), "security-group-rule", theirs));
        return added.stream().map(rule -> GroupViews.rule(group, rule, theirs)).toList();
    }

    private List<RevokedSecurityGroupRule> remove(
            SecurityGroup group, boolean egress, List<IpPermission> wanted, List<String> ids) {
        return changes.remove(group, egress, wanted, ids).stream()
                .map(GroupViews::revoked)
                .toList();
    }
}
