package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.TagTarget;
import org.springframework.stereotype.Component;

@Component
record ListenerTagTarget(Listeners listeners) implements TagTarget {
    @Override
    public String kind() {
        return "listener";
    }

    @Override
    public void require(Place place, String arn) {
        listeners.require(place, arn);
    }
}
