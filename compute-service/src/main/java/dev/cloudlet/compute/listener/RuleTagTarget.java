package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.TagTarget;
import org.springframework.stereotype.Component;

@Component
record RuleTagTarget(Rules rules) implements TagTarget {
    @Override
    public String kind() {
        return "listener-rule";
    }

    @Override
    public void require(Place place, String arn) {
        rules.require(place, arn);
    }
}
