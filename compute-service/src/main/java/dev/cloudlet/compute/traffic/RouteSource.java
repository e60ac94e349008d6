package dev.cloudlet.compute.traffic;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** Finds what is to be known of a balancer. */
@FunctionalInterface
interface RouteSource {
    /** By the name that clients know it by; empty when there is no such balancer. */
    Mono<Optional<Routes>> find(String dnsName);
}
