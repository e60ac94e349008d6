package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.TagTarget;
import org.springframework.stereotype.Component;

@Component
record GroupTagTarget(Groups groups) implements TagTarget {
    @Override
    public String kind() {
        return "targetgroup";
    }

    @Override
    public void require(Place place, String arn) {
        groups.require(place, arn);
    }
}
