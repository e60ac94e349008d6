package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.targetgroup.Group;
import dev.cloudlet.compute.targetgroup.Groups;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Checks the actions of a request and brings them into the form in which AWS describes them. */
@Component
final class Actions {
    private static final int MOST_GROUPS = 5;
    private static final int MOST_WEIGHT = 999;
    private static final int LONGEST_MESSAGE = 1024;
    private static final Set<String> CONTENT_TYPES =
            Set.of("text/plain", "text/css", "text/html", "application/javascript", "application/json");

    private final Groups groups;

    Actions(Groups groups) {
        this.groups = groups;
    }

    List<Action> of(Balancer balancer, List<Action> wanted) {
        if (wanted.isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("An action must be specified");
        }
        for (Action action : wanted) {
            if (!Set.of("forward", "redirect", "fixed-response").contains(String.valueOf(action.typeAsString()))) {
                throw ElbError.NOT_IMPLEMENTED.of(
                        "Actions of type %s are not part of this cloud.", action.typeAsString());
            }
        }
        if (wanted.size() > 1) {
            throw ElbError.TOO_MANY_ACTIONS.of("Only one forward, redirect or fixed-response action may be specified");
        }
        Action action = wanted.getFirst();
        Action.Builder described = Action.builder().type(action.type()).order(action.order());
        return List.of(
                switch (action.type()) {
                    case FORWARD -> forward(balancer, action, described);
                    case REDIRECT ->
                        described
                                .redirectConfig(redirect(action.redirectConfig()))
                                .build();
                    case FIXED_RESPONSE ->
                        described
                                .fixedResponseConfig(fixed(action.fixedResponseConfig()))
                                .build();
                    default -> throw ElbError.NOT_IMPLEMENTED.of("Actions of type %s", action.typeAsString());
                });
    }

    /** The target groups that actions lead to. */
    static Set<String> groupsOf(List<Action> actions) {
        Set<String> arns = new TreeSet<>();
        for (Action action : actions) {
            if (action.forwardConfig() != null) {
                action.forwardConfig().targetGroups().forEach(each -> arns.add(each.targetGroupArn()));
            }
        }
        return arns;
    }

    private Action forward(Balancer balancer, Action action, Action.Builder described) {
        ForwardActionConfig config = action.forwardConfig();
        if (config == null && action.targetGroupArn() == null) {
            throw ElbError.VALIDATION_ERROR.of("A target group must be specified for a forward action");
        }
        List<TargetGroupTuple> wanted = config == null || config.targetGroups().isEmpty()
                ? List.of(TargetGroupTuple.builder()
                        .targetGroupArn(action.targetGroupArn())
                        .build())
                : config.targetGroups();
        if (wanted.size() > MOST_GROUPS) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of(
                    "A forward action has at most %d target groups", MOST_GROUPS);
        }
        if (wanted.stream().map(TargetGroupTuple::targetGroupArn).distinct().count() < wanted.size()) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("The target groups of a forward action must be unique");
        }
        if (config != null
                && config.targetGroupStickinessConfig() != null
                && Boolean.TRUE.equals(config.targetGroupStickinessConfig().enabled())) {
            throw ElbError.NOT_IMPLEMENTED.of(
                    "Stickiness of target groups is not part of this cloud; that of targets is.");
        }
        List<TargetGroupTuple> weighted =
                wanted.stream().map(each -> weighted(balancer, each)).toList();
        if (weighted.size() == 1) {
            described.targetGroupArn(weighted.getFirst().targetGroupArn());
        }
        return described
                .forwardConfig(ForwardActionConfig.builder()
                        .targetGroups(weighted)
                        .targetGroupStickinessConfig(TargetGroupStickinessConfig.builder()
                                .enabled(false)
                                .build())
                        .build())
                .build();
    }

    private TargetGroupTuple weighted(Balancer balancer, TargetGroupTuple wanted) {
        Group group = groups.require(balancer.place(), wanted.targetGroupArn());
        if (!group.vpcId().equals(balancer.vpcId())) {
            throw ElbError.INVALID_CONFIGURATION_REQUEST.of(
                    "The target group '%s' and the load balancer '%s' must be in the same VPC",
                    group.arn(), balancer.arn());
        }
        if (groups.uses(group).stream().anyMatch(other -> !other.equals(balancer.arn()))) {
            throw ElbError.TARGET_GROUP_ASSOCIATION_LIMIT.of(
                    "The following target groups cannot be associated with more than one load balancer: %s",
                    group.arn());
        }
        int weight = Objects.requireNonNullElse(wanted.weight(), 1);
        if (weight < 0 || weight > MOST_WEIGHT) {
            throw ElbError.VALIDATION_ERROR.of("The weight of a target group must be between 0 and %d", MOST_WEIGHT);
        }
        return TargetGroupTuple.builder()
                .targetGroupArn(group.arn())
                .weight(weight)
                .build();
    }

    private static RedirectActionConfig redirect(RedirectActionConfig wanted) {
        if (wanted == null || !Set.of("HTTP_301", "HTTP_302").contains(String.valueOf(wanted.statusCodeAsString()))) {
            throw ElbError.VALIDATION_ERROR.of("A redirect action must have the status code HTTP_301 or HTTP_302");
        }
        RedirectActionConfig full = RedirectActionConfig.builder()
                .protocol(Objects.requireNonNullElse(wanted.protocol(), "#{protocol}"))
                .host(Objects.requireNonNullElse(wanted.host(), "#{host}"))
                .port(Objects.requireNonNullElse(wanted.port(), "#{port}"))
                .path(Objects.requireNonNullElse(wanted.path(), "/#{path}"))
                .query(Objects.requireNonNullElse(wanted.query(), "#{query}"))
                .statusCode(wanted.statusCode())
                .build();
        boolean loop = full.protocol().equals("#{protocol}")
                && full.host().equals("#{host}")
                && full.port().equals("#{port}")
                && full.path().equals("/#{path}");
        if (loop) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of(
                    "The redirect configuration is not valid because it creates a loop.");
        }
        if (!full.path().startsWith("/")) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("The Path parameter must start with a '/'");
        }
        if (!full.protocol().matches("HTTPS?|#\\{protocol}")) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("The Protocol parameter must be HTTP, HTTPS or #{protocol}");
        }
        if (!full.port().equals("#{port}") && !isPort(full.port())) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("The Port parameter must be a port number or #{port}");
        }
        String whole = full.host() + full.path() + full.query();
        if (whole.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("A redirect may hold only printable characters");
        }
        return full;
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }

    private static FixedResponseActionConfig fixed(FixedResponseActionConfig wanted) {
        if (wanted == null || !String.valueOf(wanted.statusCode()).matches("[245]\\d\\d")) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("The status code must be 2XX, 4XX or 5XX");
        }
        if (wanted.contentType() != null && !CONTENT_TYPES.contains(wanted.contentType())) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of(
                    "The ContentType must be one of:'text/html', 'application/json', 'application/javascript',"
                            + " 'text/css', 'text/plain'");
        }
        if (wanted.messageBody() != null && wanted.messageBody().length() > LONGEST_MESSAGE) {
            throw ElbError.INVALID_LOAD_BALANCER_ACTION.of("The message body must not exceed 1024 characters");
        }
        return wanted;
    }
}
