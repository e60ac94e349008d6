package dev.cloudlet.compute.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.testing.Balancing;
import dev.cloudlet.compute.testing.ComputeFixture;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

final class RuleOperationsTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Balancing balancing = new Balancing(compute);
    private String balancer;
    private String group;
    private String listener;

    @BeforeEach
    void listener() {
        balancer = balancing.balancer("lb");
        group = balancing.group("tg");
        listener = balancing.listener(balancer, 80, group);
    }

    private static RuleCondition path(String... patterns) {
        return RuleCondition.builder().field("path-pattern").values(patterns).build();
    }

    private CreateRuleRequest.Builder wanted(int priority, RuleCondition... conditions) {
        return CreateRuleRequest.builder()
                .listenerArn(listener)
                .priority(priority)
                .conditions(conditions)
                .actions(Balancing.forward(group));
    }

    private Rule create(int priority, RuleCondition... conditions) {
        return compute.ask(wanted(priority, conditions).build(), CreateRuleResponse.class)
                .rules()
                .getFirst();
    }

    private String refusal(RuleCondition... conditions) {
        return compute.refusal(wanted(1, conditions).build());
    }

    private List<Rule> rules() {
        return compute.ask(DescribeRulesRequest.builder().listenerArn(listener).build(), DescribeRulesResponse.class)
                .rules();
    }

    @Test
    void rulesAreTriedInTheOrderOfTheirPrioritiesTheDefaultLast() {
        create(50_000, path("/c"));
        create(9, path("/b"));
        create(1, path("/a"));
        assertThat(rules()).extracting(Rule::priority).containsExactly("1", "9", "50000", "default");
        assertThat(rules().getLast().isDefault()).isTrue();
        assertThat(rules().getLast().actions().getFirst().targetGroupArn()).isEqualTo(group);
    }

    @Test
    void aPriorityIsTakenOnce() {
        create(1, path("/a"));
        assertThat(refusal(path("/b"))).isEqualTo("PriorityInUse: Priority '1' is currently in use");
        assertThat(rules()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 50_001})
    void prioritiesHaveARange(int priority) {
        assertThat(compute.refusal(wanted(priority, path("/a")).build())).startsWith("ValidationError: Priority");
    }

    @Test
    void rulesChangePlaces() {
        Rule a = create(1, path("/a"));
        Rule b = create(2, path("/b"));
        compute.ask(priorities(pair(a, 2), pair(b, 1)), SetRulePrioritiesResponse.class);
        assertThat(rules()).extracting(Rule::ruleArn).startsWith(b.ruleArn(), a.ruleArn());
        assertThat(compute.refusal(priorities(pair(a, 1))))
                .isEqualTo("PriorityInUse: Priority '1' is currently in use");
        assertThat(compute.refusal(priorities(pair(a, 7), pair(b, 7))))
                .isEqualTo("ValidationError: Priority '7' was provided multiple times");
        assertThat(compute.refusal(priorities(pair(rules().getLast(), 7)))).startsWith("OperationNotPermitted: ");
        assertThat(rules()).extracting(Rule::priority).containsExactly("1", "2", "default");
    }

    private static SetRulePrioritiesRequest priorities(RulePriorityPair... pairs) {
        return SetRulePrioritiesRequest.builder().rulePriorities(pairs).build();
    }

    private static RulePriorityPair pair(Rule rule, int priority) {
        return RulePriorityPair.builder()
                .ruleArn(rule.ruleArn())
                .priority(priority)
                .build();
    }

    @Test
    void theDefaultRuleIsTheListenersOwn() {
        String arn = rules().getLast().ruleArn();
        assertThat(compute.refusal(DeleteRuleRequest.builder().ruleArn(arn).build()))
                .isEqualTo("OperationNotPermitted: Default rule '" + arn + "' cannot be deleted");
        assertThat(compute.ask(DescribeRulesRequest.builder().ruleArns(arn).build(), DescribeRulesResponse.class)
                        .rules())
                .hasSize(1);
    }

    @Test
    void describesEitherAListenersRulesOrThoseThatAreNamed() {
        Rule rule = create(1, path("/a"));
        assertThat(compute.refusal(DescribeRulesRequest.builder().build()))
                .isEqualTo("ValidationError: You must specify either listener rule ARNs or a listener ARN");
        assertThat(compute.refusal(DescribeRulesRequest.builder()
                        .listenerArn(listener)
                        .ruleArns(rule.ruleArn())
                        .build()))
                .isEqualTo(
                        "ValidationError: Listener rule ARNs and a listener ARN cannot be specified at the same time");
        assertThat(compute.refusal(DescribeRulesRequest.builder()
                        .ruleArns(rule.ruleArn() + "0")
                        .build()))
                .startsWith("RuleNotFound: ");
        assertThat(compute.refusal(
                        DescribeRulesRequest.builder().ruleArns("nonsense").build()))
                .startsWith("RuleNotFound: ");
    }

    @Test
    void rulesGoWithTheirListener() {
        Rule rule = create(1, path("/a"));
        compute.ask(DeleteListenerRequest.builder().listenerArn(listener).build(), DeleteListenerResponse.class);
        assertThat(compute.refusal(
                        DeleteRuleRequest.builder().ruleArn(rule.ruleArn()).build()))
                .startsWith("RuleNotFound: ");
    }

    @Test
    void aDeletedRuleFreesItsPriority() {
        Rule rule = create(1, path("/a"));
        compute.ask(DeleteRuleRequest.builder().ruleArn(rule.ruleArn()).build(), DeleteRuleResponse.class);
        create(1, path("/b"));
    }

    @Test
    void aChangeWantsSomethingToChange() {
        Rule rule = create(1, path("/a"));
        assertThat(compute.refusal(
                        ModifyRuleRequest.builder().ruleArn(rule.ruleArn()).build()))
                .isEqualTo("ValidationError: Either conditions or actions must be specified");
    }

    @Test
    void aHundredRulesPerBalancer() {
        IntStream.rangeClosed(1, 100).forEach(n -> create(n, path("/" + n)));
        assertThat(compute.refusal(wanted(101, path("/101")).build())).startsWith("TooManyRules: ");
    }

    @Test
    void conditionsInEitherFormAreDescribedInBoth() {
        Rule rule = create(
                1,
                path("/a", "/b?*"),
                RuleCondition.builder()
                        .field("host-header")
                        .hostHeaderConfig(c -> c.values("*.example.com"))
                        .build());
        assertThat(rule.conditions().getFirst().pathPatternConfig().values()).containsExactly("/a", "/b?*");
        assertThat(rule.conditions().getLast().values()).containsExactly("*.example.com");
    }

    @Test
    void fiveValuesOfAllConditions() {
        create(1, path("/1", "/2", "/3", "/4", "/5"));
        assertThat(compute.refusal(
                        wanted(2, path("/1", "/2", "/3", "/4", "/5", "/6")).build()))
                .startsWith("ValidationError: A rule can have a maximum of '5' condition values");
    }

    @Test
    void refusesConditionsThatCannotBe() {
        assertThat(refusal()).isEqualTo("ValidationError: A condition must be specified");
        assertThat(refusal(path())).isEqualTo("ValidationError: A condition value must be specified");
        assertThat(refusal(path("/a"), path("/b"))).contains("can only be specified once");
        assertThat(refusal(path("/" + "a".repeat(128))))
                .isEqualTo("ValidationError: The 'path-pattern' value is too long; the limit is '128'");
        assertThat(refusal(path("/a b"))).startsWith("ValidationError: ");
        assertThat(refusal(path("/a").toBuilder()
                        .pathPatternConfig(c -> c.values("/a"))
                        .build()))
                .isEqualTo("ValidationError: You cannot provide both Values and 'PathPatternConfig' for a condition of"
                        + " type 'path-pattern'");
        assertThat(refusal(RuleCondition.builder().field("colour").values("red").build()))
                .startsWith("ValidationError: Condition field 'colour' must be one of '[path-pattern, host-header");
        assertThat(refusal(field("http-header")))
                .isEqualTo("ValidationError: A 'HttpHeaderConfig' must be specified with 'http-header'");
        assertThat(refusal(field("http-request-method")))
                .isEqualTo("ValidationError: A 'HttpRequestMethodConfig' must be specified with 'http-request-method'");
        assertThat(refusal(field("query-string")))
                .isEqualTo("ValidationError: A 'QueryStringConfig' must be specified with 'query-string'");
        assertThat(refusal(field("source-ip")))
                .isEqualTo("ValidationError: A 'SourceIpConfig' must be specified with 'source-ip'");
    }

    private static RuleCondition field(String field) {
        return RuleCondition.builder().field(field).build();
    }

    @Test
    void refusesAQueryWithoutAValue() {
        RuleCondition keyOnly = RuleCondition.builder()
                .field("query-string")
                .queryStringConfig(c -> c.values(
                        QueryStringKeyValuePair.builder().key("version").build()))
                .build();
        assertThat(refusal(keyOnly))
                .isEqualTo("ValidationError: A 'Value' must be specified in 'QueryStringKeyValuePair'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "GET POST", "GÉT", ""})
    void methodsAreInCapitals(String method) {
        assertThat(refusal(RuleCondition.builder()
                        .field("http-request-method")
                        .httpRequestMethodConfig(c -> c.values(method))
                        .build()))
                .isEqualTo(
                        "ValidationError: The 'http-request-method' value is invalid; the allowed characters are A-Z,"
                                + " hyphen and underscore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.0/33", "300.0.0.0/8", "any", "10.0.0.0/8 "})
    void sourcesAreBlocks(String block) {
        assertThat(refusal(RuleCondition.builder()
                        .field("source-ip")
                        .sourceIpConfig(c -> c.values(block))
                        .build()))
                .isEqualTo("ValidationError: '" + block + "' is not a valid IPv4 CIDR block");
    }

    private String refused(Action... actions) {
        return compute.refusal(wanted(1, path("/a")).actions(actions).build());
    }

    @Test
    void refusesActionsThatCannotBe() {
        assertThat(refused()).isEqualTo("ValidationError: An action must be specified");
        assertThat(refused(Balancing.forward(group), Balancing.forward(group))).startsWith("TooManyActions: ");
        assertThat(refused(Balancing.forward(group.replace("/tg/", "/gone/")))).startsWith("TargetGroupNotFound: ");
        assertThat(refused(Action.builder().type("forward").build())).startsWith("ValidationError: ");
        assertThat(refused(Action.builder().type("redirect").build())).startsWith("ValidationError: ");
        assertThat(refused(redirect("#{port}"))).contains("creates a loop");
        assertThat(refused(redirect("0"))).startsWith("InvalidLoadBalancerAction: ");
        assertThat(refused(redirect("65536"))).startsWith("InvalidLoadBalancerAction: ");
        assertThat(refused(Action.builder()
                        .type("fixed-response")
                        .fixedResponseConfig(c -> c.statusCode("302"))
                        .build()))
                .startsWith("InvalidLoadBalancerAction: ");
        assertThat(refused(Action.builder()
                        .type("fixed-response")
                        .fixedResponseConfig(c -> c.statusCode("200").contentType("image/png"))
                        .build()))
                .startsWith("InvalidLoadBalancerAction: The ContentType must be one of:'text/html'");
        assertThat(refused(Action.builder().type("authenticate-oidc").build())).startsWith("NotImplemented: ");
    }

    private static Action redirect(String port) {
        return Action.builder()
                .type("redirect")
                .redirectConfig(c -> c.port(port).statusCode("HTTP_301"))
                .build();
    }

    @Test
    void weightsAreBetweenZeroAnd999() {
        String other = balancing.group("other");
        assertThat(refused(weighted(group, 1000))).startsWith("ValidationError: ");
        assertThat(refused(weighted(group, -1))).startsWith("ValidationError: ");
        assertThat(refused(Action.builder()
                        .type("forward")
                        .forwardConfig(c -> c.targetGroups(tuple(group, 1), tuple(group, 2)))
                        .build()))
                .startsWith("InvalidLoadBalancerAction: ");
        Action both = Action.builder()
                .type("forward")
                .forwardConfig(c -> c.targetGroups(tuple(group, 0), tuple(other, 999)))
                .build();
        Rule rule = compute.ask(wanted(1, path("/a")).actions(both).build(), CreateRuleResponse.class)
                .rules()
                .getFirst();
        assertThat(rule.actions().getFirst().forwardConfig().targetGroups())
                .containsExactly(tuple(group, 0), tuple(other, 999));
        assertThat(rule.actions().getFirst().targetGroupArn()).isNull();
    }

    private static Action weighted(String group, int weight) {
        return Action.builder()
                .type("forward")
                .forwardConfig(c -> c.targetGroups(tuple(group, weight)))
                .build();
    }

    private static TargetGroupTuple tuple(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    @Test
    void aTargetGroupServesOneBalancer() {
        String second = balancing.balancer("second");
        assertThat(compute.refusal(CreateListenerRequest.builder()
                        .loadBalancerArn(second)
                        .protocol("HTTP")
                        .port(80)
                        .defaultActions(Balancing.forward(group))
                        .build()))
                .isEqualTo(
                        "TargetGroupAssociationLimit: The following target groups cannot be associated with more than"
                                + " one load balancer: "
                                + group);
    }

    @Test
    void aPortListensOnce() {
        assertThat(compute.refusal(CreateListenerRequest.builder()
                        .loadBalancerArn(balancer)
                        .protocol("HTTP")
                        .port(80)
                        .defaultActions(Balancing.forward(group))
                        .build()))
                .startsWith("DuplicateListener: A listener already exists on this port");
        assertThat(compute.refusal(CreateListenerRequest.builder()
                        .loadBalancerArn(balancer)
                        .protocol("HTTP")
                        .defaultActions(Balancing.forward(group))
                        .build()))
                .isEqualTo("ValidationError: A listener port must be specified");
    }
}
