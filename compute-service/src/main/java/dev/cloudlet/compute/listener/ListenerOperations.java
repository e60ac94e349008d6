package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.loadbalancer.BalancerWork;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** Makes, shows, changes and deletes listeners. */
@AwsOperations
class ListenerOperations {
    private static final int MOST = 50;

    private final Listeners listeners;
    private final Rules rules;
    private final Actions actions;
    private final Balancers balancers;
    private final ElbTags tags;
    private final WorkQueue works;

    ListenerOperations(
            Listeners listeners, Rules rules, Actions actions, Balancers balancers, ElbTags tags, WorkQueue works) {
        this.listeners = listeners;
        this.rules = rules;
        this.actions = actions;
        this.balancers = balancers;
        this.tags = tags;
        this.works = works;
    }

    @Authorize(action = "elasticloadbalancing:CreateListener", resource = "{LoadBalancerArn}")
    CreateListenerResponse createListener(Call call, CreateListenerRequest request) {
        Place place = Place.of(call);
        Balancer balancer = balancers.require(place, request.loadBalancerArn());
        if (request.port() == null || request.protocol() == null) {
            throw ElbError.VALIDATION_ERROR.of(
                    "A listener %s must be specified", request.port() == null ? "port" : "protocol");
        }
        requireHttp(request.protocolAsString(), !request.certificates().isEmpty());
        if (listeners.of(balancer.arn()).size() >= MOST) {
            throw ElbError.TOO_MANY_LISTENERS.of("A load balancer has at most %d listeners", MOST);
        }
        Listener listener = Listener.builder()
                .listenerArn(
                        ElbNames.arn(place, "listener/" + ElbNames.path(balancer.arn()) + "/" + ElbNames.randomId()))
                .loadBalancerArn(balancer.arn())
                .port(request.port())
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(actions.of(balancer, request.defaultActions()))
                .build();
        if (!listeners.add(place, listener)) {
            throw duplicate(balancer.arn());
        }
        tags.put(listener.listenerArn(), request.tags());
        works.request(BalancerWork.NAME, balancer.arn());
        check(Actions.groupsOf(listener.defaultActions()));
        return CreateListenerResponse.builder().listeners(listener).build();
    }

    private static void requireHttp(String protocol, boolean certificates) {
        if (protocol.equals("HTTPS") || certificates) {
            throw ElbError.NOT_IMPLEMENTED.of("Listeners with protocol HTTPS are not part of this cloud; use HTTP.");
        }
        if (!protocol.equals("HTTP")) {
            throw ElbError.UNSUPPORTED_PROTOCOL.of(
                    "Listener protocol '%s' is not supported by application load balancers", protocol);
        }
    }

    private static RuntimeException duplicate(String balancerArn) {
        return ElbError.DUPLICATE_LISTENER.of(
                "A listener already exists on this port for this load balancer '%s'", balancerArn);
    }

    private void check(Set<String> groupArns) {
        groupArns.forEach(arn -> works.request(HealthWork.NAME, arn));
    }

    @Authorize(action = "elasticloadbalancing:DescribeListeners")
    DescribeListenersResponse describeListeners(Call call, DescribeListenersRequest request) {
        Place place = Place.of(call);
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("You must specify either listener ARNs or a load balancer ARN");
        }
        List<Listener> found = request.loadBalancerArn() != null
                ? listeners.of(
                        balancers.require(place, request.loadBalancerArn()).arn())
                : request.listenerArns().stream()
                        .map(arn -> listeners.require(place, arn))
                        .toList();
        ElbPage<Listener> page = ElbPage.of(found, Listener::listenerArn, request.pageSize(), request.marker());
        return DescribeListenersResponse.builder()
                .listeners(page.items())
                .nextMarker(page.next())
                .build();
    }

    @Authorize(action = "elasticloadbalancing:ModifyListener", resource = "{ListenerArn}")
    ModifyListenerResponse modifyListener(Call call, ModifyListenerRequest request) {
        Place place = Place.of(call);
        Listener before = listeners.require(place, request.listenerArn());
        Balancer balancer = balancers.require(place, before.loadBalancerArn());
        requireHttp(
                Objects.requireNonNullElse(request.protocolAsString(), "HTTP"),
                !request.certificates().isEmpty());
        Listener after = before.toBuilder()
                .port(Objects.requireNonNullElse(request.port(), before.port()))
                .defaultActions(
                        request.hasDefaultActions()
                                ? actions.of(balancer, request.defaultActions())
                                : before.defaultActions())
                .build();
        if (!listeners.change(after)) {
            throw duplicate(balancer.arn());
        }
        works.request(BalancerWork.NAME, balancer.arn());
        check(Actions.groupsOf(before.defaultActions()));
        check(Actions.groupsOf(after.defaultActions()));
        return ModifyListenerResponse.builder().listeners(after).build();
    }

    @Authorize(action = "elasticloadbalancing:DeleteListener", resource = "{ListenerArn}")
    DeleteListenerResponse deleteListener(Call call, DeleteListenerRequest request) {
        Listener listener = listeners.require(Place.of(call), request.listenerArn());
        Set<String> used = new HashSet<>(Actions.groupsOf(listener.defaultActions()));
        rules.of(listener.listenerArn()).forEach(rule -> {
            used.addAll(Actions.groupsOf(rule.actions()));
            tags.forget(rule.ruleArn());
        });
        listeners.remove(listener.listenerArn());
        works.request(BalancerWork.NAME, listener.loadBalancerArn());
        tags.forget(listener.listenerArn());
        check(used);
        return DeleteListenerResponse.builder().build();
    }
}
