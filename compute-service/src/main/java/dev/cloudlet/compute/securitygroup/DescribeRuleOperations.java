package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Described;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Rules of security groups, described. */
@AwsOperations
class DescribeRuleOperations {
    private final SecurityGroups groups;
    private final Tags tags;

    DescribeRuleOperations(SecurityGroups groups, Tags tags) {
        this.groups = groups;
        this.tags = tags;
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
        Filters<Rule> filters = Filters.<Rule>of(each -> tagsById.getOrDefault(each.id(), Map.of()))
                .by("group-id", Rule::groupId)
                .by("security-group-rule-id", Rule::id);
        Page<Rule> page = new Described<>(
                        "security group rule", Rule::id, Ec2Error.INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND, filters)
                .page(
                        rules,
                        request.securityGroupRuleIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken());
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
}
