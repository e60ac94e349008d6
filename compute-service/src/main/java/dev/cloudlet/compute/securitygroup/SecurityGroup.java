package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.Place;
import java.util.List;
import java.util.Map;

/** A security group with its rules. */
public record SecurityGroup(
        Place place,
        String id,
        String vpcId,
        String name,
        String description,
        List<Rule> rules,
        Map<String, String> tags) {

    /** Its ARN. */
    public String arn() {
        return place.ec2Arn("security-group/" + id);
    }

    /** The rules of one direction. */
    List<Rule> rules(boolean egress) {
        return rules.stream().filter(each -> each.egress() == egress).toList();
    }
}
