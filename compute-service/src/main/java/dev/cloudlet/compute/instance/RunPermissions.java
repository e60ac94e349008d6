package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.launchtemplate.Template;
import dev.cloudlet.compute.securitygroup.SecurityGroup;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.kit.call.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What RunInstances needs permission for: everything that the launch uses and makes.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions of EC2</a>
 */
@Component
final class RunPermissions {
    private static final String RUN = "ec2:RunInstances";

    private final Images images;
    private final SecurityGroups groups;
    private final InstanceProfiles profiles;

    RunPermissions(Images images, SecurityGroups groups, InstanceProfiles profiles) {
        this.images = images;
        this.groups = groups;
        this.profiles = profiles;
    }

    void require(Call call, RunRequests.Wanted wanted, Subnet subnet) {
        Place place = Place.of(call);
        LaunchSpec spec = wanted.spec();
        Map<String, String> keys = keys(wanted, subnet);
        call.authorize(RUN, place.ec2Arn("instance/*"), keys);
        call.authorize(RUN, imageArn(place, spec.imageId()), keys);
        call.authorize(RUN, subnet.arn(), keys);
        groupIds(place, spec, subnet).forEach(id -> call.authorize(RUN, place.ec2Arn("security-group/" + id), keys));
        call.authorize(RUN, place.ec2Arn("network-interface/*"), keys);
        call.authorize(RUN, place.ec2Arn("volume/*"), keys);
        spec.keyName().ifPresent(name -> call.authorize(RUN, place.ec2Arn("key-pair/" + name), keys));
        wanted.template().map(Template::arn).ifPresent(arn -> call.authorize(RUN, arn, keys));
        spec.tags().forEach((type, tags) -> {
            if (!tags.isEmpty()) {
                Map<String, String> tagged = new HashMap<>(keys);
                tagged.put("ec2:CreateAction", "RunInstances");
                tags.forEach((key, value) -> tagged.put("aws:RequestTag/" + key, value));
                call.authorize("ec2:CreateTags", place.ec2Arn(type + "/*"), tagged);
            }
        });
        spec.profile().ifPresent(named -> passRole(call, named));
    }

    private void passRole(Call call, String profile) {
        InstanceProfiles.Found found = profiles.require(call.account(), profile);
        if (!found.roleArn().isEmpty()) {
            call.authorize("iam:PassRole", found.roleArn(), Map.of("iam:PassedToService", "ec2.amazonaws.com"));
        }
    }

    private static Map<String, String> keys(RunRequests.Wanted wanted, Subnet subnet) {
        LaunchSpec spec = wanted.spec();
        Map<String, String> keys = new HashMap<>();
        keys.put("ec2:InstanceType", spec.instanceType());
        keys.put("ec2:Region", subnet.place().region());
        keys.put("ec2:AvailabilityZone", subnet.zone());
        keys.put("ec2:Subnet", subnet.arn());
        keys.put("ec2:Vpc", subnet.place().ec2Arn("vpc/" + subnet.vpcId()));
        keys.put("ec2:Tenancy", "default");
        keys.put("ec2:RootDeviceType", "ebs");
        keys.put("ec2:EbsOptimized", "false");
        keys.put("ec2:MetadataHttpTokens", spec.metadata().tokenRequired() ? "required" : "optional");
        keys.put(
                "ec2:MetadataHttpPutResponseHopLimit",
                Integer.toString(spec.metadata().hopLimit()));
        keys.put("ec2:MetadataHttpEndpoint", spec.metadata().enabled() ? "enabled" : "disabled");
        keys.put(
                "ec2:IsLaunchTemplateResource",
                Boolean.toString(wanted.template().isPresent()));
        wanted.template().ifPresent(template -> keys.put("ec2:LaunchTemplate", template.arn()));
        spec.profile().filter(named -> named.startsWith("arn:")).ifPresent(arn -> keys.put("ec2:InstanceProfile", arn));
        spec.keyName().ifPresent(name -> keys.put("ec2:KeyPairName", name));
        return keys;
    }

    private List<String> groupIds(Place place, LaunchSpec spec, Subnet subnet) {
        return spec.securityGroupIds().isEmpty()
                ? groups.named(place, subnet.vpcId(), "default").stream()
                        .map(SecurityGroup::id)
                        .toList()
                : spec.securityGroupIds();
    }

    // An image's ARN has no account.
    private String imageArn(Place place, String imageId) {
        return "arn:aws:ec2:" + place.region() + "::image/"
                + images.require(place, imageId).id();
    }
}
