package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.loadbalancer.Balancers;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.loadbalancer.ElbNames;
import dev.cloudlet.compute.loadbalancer.ElbPage;
import dev.cloudlet.compute.loadbalancer.ElbTags;
import dev.cloudlet.compute.targetgroup.HealthWork;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** Makes, shows, changes and deletes rules. */
@AwsOperations
class RuleOperations {
    private static final int MOST = 100;
    private static final int HIGHEST_PRIORITY = 50_000;

    private final Listeners listeners;
    private final Rules rules;
    private final Actions actions;
    private final Balancers balancers;
    private final ElbTags tags;
    private final WorkQueue works;

    RuleOperations(
            Listeners listeners, Rules rules, Actions actions, Balancers balancers, ElbTags tags, WorkQueue works) {
        this.listeners = listeners;
        this.rules = rules;
        this.actions = actions;
        this.balancers = balancers;
        this.tags = tags;
        this.works = works;
    }

    @Authorize(action = "elasticloadbalancing:CreateRule", resource = "{ListenerArn}")
    CreateRuleResponse createRule(Call call, CreateRuleRequest request) {
        Place place = Place.of(call);
        Listener listener = listeners.require(place, request.listenerArn());
        if (!request.transforms().isEmpty()) {
            throw ElbError.NOT_IMPLEMENTED.of("Transforms of rules are not part of this cloud.");
        }
        requirePriority(request.priority());
        if (rules.count(listener.loadBalancerArn()) >= MOST) {
            throw ElbError.TOO_MANY_RULES.of("A load balancer has at most %d rules", MOST);
        }
        Rule rule = Rule.builder()
                .ruleArn(listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + ElbNames.randomId())
                .priority(String.valueOf(request.priority()))
                .isDefault(false)
                .conditions(Conditions.of(request.conditions()))
                .actions(actions(place, listener, request.actions()))
                .build();
        if (!rules.add(listener.listenerArn(), request.priority(), rule)) {
            throw ElbError.PRIORITY_IN_USE.of("Priority '%d' is currently in use", request.priority());
        }
        tags.put(rule.ruleArn(), request.tags());
        check(rule);
        return CreateRuleResponse.builder().rules(rule).build();
    }

    private List<Action> actions(Place place, Listener listener, List<Action> wanted) {
        Balancer balancer = balancers.require(place, listener.loadBalancerArn());
        return actions.of(balancer, wanted);
    }

    private static void requirePriority(int priority) {
        if (priority < 1 || priority > HIGHEST_PRIORITY) {
            throw ElbError.VALIDATION_ERROR.of("Priority '%d' must be between 1 and %d", priority, HIGHEST_PRIORITY);
        }
    }

    private void check(Rule rule) {
        Actions.groupsOf(rule.actions()).forEach(arn -> works.request(HealthWork.NAME, arn));
    }

    @Authorize(action = "elasticloadbalancing:DescribeRules")
    DescribeRulesResponse describeRules(Call call, DescribeRulesRequest request) {
        Place place = Place.of(call);
        if ((request.listenerArn() == null) == request.ruleArns().isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of(
                    request.listenerArn() == null
                            ? "You must specify either listener rule ARNs or a listener ARN"
                            : "Listener rule ARNs and a listener ARN cannot be specified at the same time");
        }
        List<Rule> found = new ArrayList<>();
        if (request.listenerArn() != null) {
            Listener listener = listeners.require(place, request.listenerArn());
            found.addAll(rules.of(listener.listenerArn()));
            found.add(Rules.defaultOf(listener));
        } else {
            request.ruleArns().forEach(arn -> found.add(any(place, arn)));
        }
        // AWS answers in the order of priorities, the default last.
        ElbPage<Rule> page = ElbPage.of(found, RuleOperations::order, request.pageSize(), request.marker());
        return DescribeRulesResponse.builder()
                .rules(page.items())
                .nextMarker(page.next())
                .build();
    }

    private static String order(Rule rule) {
        String number =
                rule.isDefault() ? "99999" : "0".repeat(5 - rule.priority().length()) + rule.priority();
        return number + rule.ruleArn();
    }

    private Rule any(Place place, String arn) {
        if (isDefault(arn)) {
            return Rules.defaultOf(listeners.require(place, Rules.listenerOf(arn)));
        }
        return rules.require(place, arn);
    }

    private static boolean isDefault(String arn) {
        int slash = arn.lastIndexOf('/');
        return slash >= 0 && Rules.listenerOf(arn).endsWith(arn.substring(slash));
    }

    @Authorize(action = "elasticloadbalancing:ModifyRule", resource = "{RuleArn}")
    ModifyRuleResponse modifyRule(Call call, ModifyRuleRequest request) {
        Place place = Place.of(call);
        requireNotDefault(request.ruleArn(), "modified");
        if (!request.transforms().isEmpty()) {
            throw ElbError.NOT_IMPLEMENTED.of("Transforms of rules are not part of this cloud.");
        }
        if (!request.hasConditions() && !request.hasActions()) {
            throw ElbError.VALIDATION_ERROR.of("Either conditions or actions must be specified");
        }
        Rule before = rules.require(place, request.ruleArn());
        Rule.Builder after = before.toBuilder();
        if (request.hasConditions()) {
            after.conditions(Conditions.of(request.conditions()));
        }
        if (request.hasActions()) {
            Listener listener = listeners.require(place, Rules.listenerOf(before.ruleArn()));
            after.actions(actions(place, listener, request.actions()));
        }
        Rule changed = after.build();
        rules.change(changed);
        check(before);
        check(changed);
        return ModifyRuleResponse.builder().rules(changed).build();
    }

    @Authorize(action = "elasticloadbalancing:DeleteRule", resource = "{RuleArn}")
    DeleteRuleResponse deleteRule(Call call, DeleteRuleRequest request) {
        requireNotDefault(request.ruleArn(), "deleted");
        Rule rule = rules.require(Place.of(call), request.ruleArn());
        rules.remove(rule.ruleArn());
        tags.forget(rule.ruleArn());
        check(rule);
        return DeleteRuleResponse.builder().build();
    }

    private static void requireNotDefault(String arn, String what) {
        if (arn.contains(":listener-rule/") && isDefault(arn)) {
            throw ElbError.OPERATION_NOT_PERMITTED.of("Default rule '%s' cannot be %s", arn, what);
        }
    }

    @Authorize(
            action = "elasticloadbalancing:SetRulePriorities",
            resource = "arn:aws:elasticloadbalancing:{region}:{account}:listener-rule/app/*")
    SetRulePrioritiesResponse setRulePriorities(Call call, SetRulePrioritiesRequest request) {
        Place place = Place.of(call);
        Map<String, Integer> wanted = new HashMap<>();
        for (RulePriorityPair pair : request.rulePriorities()) {
            if (pair.ruleArn() == null || pair.priority() == null) {
                throw ElbError.VALIDATION_ERROR.of("A rule ARN and a priority must be specified");
            }
            requireNotDefault(pair.ruleArn(), "modified");
            requirePriority(pair.priority());
            if (wanted.containsValue(pair.priority())) {
                throw ElbError.VALIDATION_ERROR.of("Priority '%d' was provided multiple times", pair.priority());
            }
            wanted.put(rules.require(place, pair.ruleArn()).ruleArn(), pair.priority());
        }
        Set<String> listenerArns = new HashSet<>();
        wanted.keySet().forEach(arn -> listenerArns.add(Rules.listenerOf(arn)));
        if (listenerArns.size() > 1) {
            throw ElbError.VALIDATION_ERROR.of("The rules must belong to the same listener");
        }
        for (String listener : listenerArns) {
            Set<Integer> taken = new HashSet<>();
            for (Rule rule : rules.of(listener)) {
                int priority = wanted.getOrDefault(rule.ruleArn(), Integer.parseInt(rule.priority()));
                if (!taken.add(priority)) {
                    throw ElbError.PRIORITY_IN_USE.of("Priority '%d' is currently in use", priority);
                }
            }
        }
        rules.prioritize(wanted);
        return SetRulePrioritiesResponse.builder()
                .rules(wanted.keySet().stream()
                        .map(arn -> rules.require(place, arn))
                        .toList())
                .build();
    }
}
