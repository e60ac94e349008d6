package dev.cloudlet.gateway.route;

import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;

/** The order of our filters among Spring Cloud Gateway's, lowest first. */
final class FilterOrder {
    private static final int LOAD_BALANCER = ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER;

    /** Before everything that prepares a request for the network. */
    static final int IN_PROCESS = -1000;

    /** Around the choice of an instance and the exchange with it, but not around the answer's way back to the client. */
    static final int RETRY = LOAD_BALANCER - 2;

    /** Just before the load balancer chooses an instance. */
    static final int REGISTRY = LOAD_BALANCER - 1;

    /** Just after it has. */
    static final int INSTANCE = LOAD_BALANCER + 1;

    private FilterOrder() {}
}
