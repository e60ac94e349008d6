package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;

/** A kind of resource of Elastic Load Balancing that can be tagged. */
public interface TagTarget {
    /** The kind, as ARNs name it: {@code targetgroup}. */
    String kind();

    /** Refuses an ARN that nothing has, in that kind's own words. */
    void require(Place place, String arn);
}
