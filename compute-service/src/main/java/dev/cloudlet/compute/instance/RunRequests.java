package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.launchtemplate.LaunchTemplates;
import dev.cloudlet.compute.launchtemplate.Template;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.protocol.ModelJson;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a RunInstances request wants: what it says itself goes before what its launch template says. */
@Component
final class RunRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LaunchTemplates templates;
    private final LaunchSpecs specs;

    RunRequests(LaunchTemplates templates, LaunchSpecs specs) {
        this.templates = templates;
        this.specs = specs;
    }

    /**
     * What is wanted.
     *
     * @param template the launch template it used
     */
    record Wanted(LaunchSpec spec, Optional<Template> template) {}

    Wanted read(Place place, RunInstancesRequest request) {
        Optional<Template> template = Optional.empty();
        ObjectNode data = JSON.createObjectNode();
        if (request.launchTemplate() != null) {
            LaunchTemplateSpecification named = request.launchTemplate();
            Template found = templates.require(place, named.launchTemplateId(), named.launchTemplateName());
            template = Optional.of(found);
            String version = named.version() == null ? LaunchTemplates.DEFAULT : named.version();
            data = (ObjectNode) JSON.readTree(templates.version(found, version).data());
        }
        if (request.hasSecurityGroupIds() || request.hasSecurityGroups()) {
            data.remove("SecurityGroupIds");
            data.remove("SecurityGroups");
        }
        data.setAll((ObjectNode) JSON.readTree(ModelJson.write(request)));
        ResponseLaunchTemplateData merged = ModelJson.read(data.toString(), ResponseLaunchTemplateData.builder());
        refuse(request);
        LaunchSpec spec = specs.of(place, merged);
        return new Wanted(placed(place, spec, request, merged), template);
    }

    private static LaunchSpec placed(
            Place place, LaunchSpec spec, RunInstancesRequest request, ResponseLaunchTemplateData merged) {
        if (request.subnetId() != null && !merged.networkInterfaces().isEmpty()) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
        if (request.subnetId() != null && !merged.securityGroups().isEmpty()) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "The parameter groupName cannot be used with the parameter subnet");
        }
        spec.zone().filter(zone -> !Zones.exists(place.region(), zone)).ifPresent(zone -> {
            throw Ec2Error.INVALID_ZONE.of("Invalid availability zone: [%s]", zone);
        });
        return spec.in(
                Optional.ofNullable(request.subnetId()).or(spec::subnetId),
                Optional.ofNullable(request.privateIpAddress()).or(spec::privateIp));
    }

    private static void refuse(RunInstancesRequest request) {
        if ((request.ipv6AddressCount() != null && request.ipv6AddressCount() > 0) || request.hasIpv6Addresses()) {
            throw Ec2Error.UNSUPPORTED.of("IPv6 addresses are not supported by this cloud.");
        }
        if (request.placement() != null && request.placement().hostId() != null) {
            throw Ec2Error.UNSUPPORTED.of("Dedicated hosts are not supported by this cloud.");
        }
    }
}
