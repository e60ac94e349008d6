package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Rules of security groups: added, taken away, described. */
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
        Optional<IpPermission> single = PermissionReader.single(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        List<Rule> added = changes.add(group, false, permissions(single, request.ipPermissions()));
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(
                        tagged(group, added, TagSpecifications.of(request.tagSpecifications(), "security-group-rule")))
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
        Optional<IpPermission> single = PermissionReader.single(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        List<Rule> added = changes.add(group, true, permissions(single, request.ipPermissions()));
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(
                        tagged(group, added, TagSpecifications.of(request.tagSpecifications(), "security-group-rule")))
                .build();
    }

    @AuthorizedInCode(actions = "ec2:RevokeSecurityGroupIngress", because = "The group may be named by its name")
    RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(
            Call call, RevokeSecurityGroupIngressRequest request) {
        SecurityGroup group = GroupAccess.allowed(
                groups, vpcs, call, "ec2:RevokeSecurityGroupIngress", request.groupId(), request.groupName());
        DryRun.check(request.dryRun());
        Optional<IpPermission> single = PermissionReader.single(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        List<Rule> removed = changes.remove(
                group, false, permissions(single, request.ipPermissions()), request.securityGroupRuleIds());
        return RevokeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(
                        removed.stream().map(GroupViews::revoked).toList())
                .build();
    }

    @Authorize(
            action = "ec2:RevokeSecurityGroupEgress",
            resource = "arn:aws:ec2:{region}:{account}:security-group/{GroupId}")
    RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(Call call, RevokeSecurityGroupEgressRequest request) {
        SecurityGroup group =
                groups.require(Place.of(call), List.of(request.groupId())).getFirst();
        DryRun.check(request.dryRun());
        Optional<IpPermission> single = PermissionReader.single(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName());
        List<Rule> removed = changes.remove(
                group, true, permissions(single, request.ipPermissions()), request.securityGroupRuleIds());
        return RevokeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(
                        removed.stream().map(GroupViews::revoked).toList())
                .build();
    }

    @Authorize(action = "ec2:DescribeSecurityGroupRules")
    DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
            Call call, DescribeSecurityGroupRulesRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        Map<String, SecurityGroup> byId =
                groups.list(place).stream().collect(Collectors.toMap(SecurityGroup::id, Function.identity()));
        List<Rule> rules = groups.rules(place);
        Map<String, Map<String, String>> tagsById =
                tags.of(place, rules.stream().map(Rule::id).toList());
        var filters = Filters.<Rule>of(each -> tagsById.getOrDefault(each.id(), Map.of()))
                .by("group-id", Rule::groupId)
                .by("security-group-rule-id", Rule::id)
                .matching(request.filters());
        List<Rule> found = rules.stream()
                .filter(filters)
                .filter(each -> request.securityGroupRuleIds().isEmpty()
                        || request.securityGroupRuleIds().contains(each.id()))
                .toList();
        request.securityGroupRuleIds().forEach(id -> {
            if (rules.stream().noneMatch(each -> each.id().equals(id))) {
                throw Ec2Error.INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND.of(
                        "The security group rule ID '%s' does not exist", id);
            }
        });
        Page<Rule> page = Page.of(found, Rule::id, request.maxResults(), request.nextToken());
        List<SecurityGroupRule> views = new ArrayList<>();
        page.items().forEach(rule -> {
            SecurityGroup group = byId.get(rule.groupId());
            if (group != null) {
                views.add(GroupViews.rule(group, rule, tagsById.getOrDefault(rule.id(), Map.of())));
            }
        });
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(views)
                .nextToken(page.next())
                .build();
    }

    private static List<IpPermission> permissions(Optional<IpPermission> single, List<IpPermission> several) {
        if (single.isPresent() && !several.isEmpty()) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "The parameter ipPermissions may not be used with a permission in parameters of its own");
        }
        return single.map(List::of).orElse(several);
    }

    private List<SecurityGroupRule> tagged(SecurityGroup group, List<Rule> added, Map<String, String> wanted) {
        added.forEach(rule -> tags.put(group.place(), rule.id(), "security-group-rule", wanted));
        return added.stream().map(rule -> GroupViews.rule(group, rule, wanted)).toList();
    }
}
