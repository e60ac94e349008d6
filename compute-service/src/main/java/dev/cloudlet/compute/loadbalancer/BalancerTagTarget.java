package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import org.springframework.stereotype.Component;

@Component
record BalancerTagTarget(Balancers balancers) implements TagTarget {
    @Override
    public String kind() {
        return "loadbalancer";
    }

    @Override
    public void require(Place place, String arn) {
        balancers.require(place, arn);
    }
}
