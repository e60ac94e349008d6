package dev.cloudlet.compute.launchtemplate;

import dev.cloudlet.compute.Place;
import java.time.Instant;
import java.util.Map;

/** A launch template. */
public record Template(
        Place place,
        String id,
        String name,
        long defaultVersion,
        long latestVersion,
        Instant created,
        String createdBy,
        Map<String, String> tags) {

    /** Its ARN. */
    public String arn() {
        return place.ec2Arn("launch-template/" + id);
    }
}
