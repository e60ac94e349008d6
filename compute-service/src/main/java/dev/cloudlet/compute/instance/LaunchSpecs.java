package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import dev.cloudlet.compute.launchtemplate.LaunchTemplates;
import dev.cloudlet.compute.launchtemplate.Template;
import dev.cloudlet.compute.securitygroup.SecurityGroup;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.Vpc;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.protocol.ModelJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptions;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Reads what instances are to be like from a launch template. */
@Component
public final class LaunchSpecs {
    private static final int MOST_HOPS = 64;

    private final LaunchTemplates templates;
    private final SecurityGroups groups;
    private final Vpcs vpcs;

    LaunchSpecs(LaunchTemplates templates, SecurityGroups groups, Vpcs vpcs) {
        this.templates = templates;
        this.groups = groups;
        this.vpcs = vpcs;
    }

    /**
     * What a version of a launch template says.
     *
     * @param version a number, {@code $Latest} or {@code $Default}
     * @throws dev.cloudlet.protocol.AwsException when it lacks what a launch needs, or asks for what cannot be had
     */
    public LaunchSpec of(Place place, Template template, String version) {
        return of(
                place,
                ModelJson.read(templates.version(template, version).data(), ResponseLaunchTemplateData.builder()));
    }

    LaunchSpec of(Place place, ResponseLaunchTemplateData data) {
        if (data.imageId() == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter ImageId");
        }
        LaunchRefusals.check(data);
        Optional<LaunchTemplateInstanceNetworkInterfaceSpecification> network = network(data);
        return new LaunchSpec(
                data.imageId(),
                Optional.ofNullable(data.instanceTypeAsString()).orElse(InstanceTypes.DEFAULT),
                network.map(LaunchTemplateInstanceNetworkInterfaceSpecification::subnetId),
                Optional.ofNullable(data.placement()).map(each -> each.availabilityZone()),
                groupIds(place, data, network),
                network.map(LaunchTemplateInstanceNetworkInterfaceSpecification::privateIpAddress),
                network.map(LaunchTemplateInstanceNetworkInterfaceSpecification::associatePublicIpAddress),
                Optional.ofNullable(data.keyName()),
                data.userData() == null ? "" : UserData.checked(data.userData()),
                Optional.ofNullable(data.iamInstanceProfile())
                        .map(each -> each.arn() != null ? each.arn() : each.name()),
                Boolean.TRUE.equals(data.disableApiTermination()),
                "terminate".equals(data.instanceInitiatedShutdownBehaviorAsString()),
                data.monitoring() != null
                        && Boolean.TRUE.equals(data.monitoring().enabled()),
                metadata(data.metadataOptions()),
                tags(data.tagSpecifications()));
    }

    private static Optional<LaunchTemplateInstanceNetworkInterfaceSpecification> network(
            ResponseLaunchTemplateData data) {
        if (data.networkInterfaces().size() > 1) {
            throw Ec2Error.UNSUPPORTED.of("An instance of this cloud has one network interface.");
        }
        return data.networkInterfaces().stream().findFirst();
    }

    private List<String> groupIds(
            Place place,
            ResponseLaunchTemplateData data,
            Optional<LaunchTemplateInstanceNetworkInterfaceSpecification> network) {
        boolean named = !data.securityGroups().isEmpty();
        if (network.isPresent() && (named || !data.securityGroupIds().isEmpty())) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "Network interfaces and an instance-level security groups may not be specified on the same request");
        }
        if (network.isPresent()) {
            return network.get().groups();
        }
        if (!named) {
            return data.securityGroupIds();
        }
        Vpc vpc = vpcs.defaultOf(place)
                .orElseThrow(() -> Ec2Error.VPC_ID_NOT_SPECIFIED.of("No default VPC for this user"));
        return data.securityGroups().stream()
                .map(name -> groups.named(place, vpc.id(), name)
                        .map(SecurityGroup::id)
                        .orElseThrow(() -> Ec2Error.INVALID_GROUP_NOT_FOUND.of(
                                "The security group '%s' does not exist in default VPC '%s'", name, vpc.id())))
                .toList();
    }

    private static MetadataOptions metadata(@Nullable LaunchTemplateInstanceMetadataOptions options) {
        MetadataOptions usual = MetadataOptions.DEFAULT;
        if (options == null) {
            return usual;
        }
        int hops = options.httpPutResponseHopLimit() == null ? usual.hopLimit() : options.httpPutResponseHopLimit();
        if (hops < 1 || hops > MOST_HOPS) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "A value of '%d' is not valid for HttpPutResponseHopLimit. Specify a value between 1 and 64, and try again.",
                    hops);
        }
        return new MetadataOptions(
                !"disabled".equals(options.httpEndpointAsString()),
                !"optional".equals(options.httpTokensAsString()),
                hops,
                "enabled".equals(options.instanceMetadataTagsAsString()));
    }

    private static Map<String, Map<String, String>> tags(List<LaunchTemplateTagSpecification> wanted) {
        Map<String, Map<String, String>> tags = new TreeMap<>();
        for (LaunchTemplateTagSpecification each : wanted) {
            String type = String.valueOf(each.resourceTypeAsString());
            if (!LaunchRefusals.TAGGABLE.contains(type)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "'%s' is not a valid taggable resource type for this operation.", type);
            }
            tags.put(type, Tags.checked(each.tags()));
        }
        return tags;
    }
}
