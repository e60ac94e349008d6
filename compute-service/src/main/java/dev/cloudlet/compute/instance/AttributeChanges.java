package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import dev.cloudlet.compute.securitygroup.FirewallWork;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.work.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;

/** Changes what may be changed of an instance after its launch. */
@Component
final class AttributeChanges {
    private final Instances instances;
    private final SecurityGroups groups;
    private final Enis enis;
    private final WorkQueue works;

    AttributeChanges(Instances instances, SecurityGroups groups, Enis enis, WorkQueue works) {
        this.instances = instances;
        this.groups = groups;
        this.enis = enis;
        this.works = works;
    }

    void apply(Instance instance, ModifyInstanceAttributeRequest request) {
        if (instance.state() == InstanceState.TERMINATED || instance.state() == InstanceState.SHUTTING_DOWN) {
            throw Ec2Error.INCORRECT_INSTANCE_STATE.of("Instance '%s' is not in a modifiable state.", instance.id());
        }
        String attribute = request.attributeAsString();
        String type = request.instanceType() != null ? request.instanceType().value() : named(request, "instanceType");
        String userData =
                request.userData() != null ? request.userData().value().asUtf8String() : named(request, "userData");
        String protection = request.disableApiTermination() != null
                ? String.valueOf(request.disableApiTermination().value())
                : named(request, "disableApiTermination");
        String shutdown = request.instanceInitiatedShutdownBehavior() != null
                ? request.instanceInitiatedShutdownBehavior().value()
                : named(request, "instanceInitiatedShutdownBehavior");
        if (type == null
                && userData == null
                && protection == null
                && shutdown == null
                && request.groups().isEmpty()) {
            throw Ec2Error.UNSUPPORTED.of(
                    "The attribute %s cannot be changed here.", attribute == null ? "of the request" : attribute);
        }
        if (type != null || userData != null) {
            requireStopped(instance, type != null ? "instanceType" : "userData");
        }
        Instance.Launch launch = instance.launch();
        Instance.Launch changed = new Instance.Launch(
                launch.imageId(),
                type == null ? launch.instanceType() : typeOf(type),
                launch.keyName(),
                launch.profile(),
                userData == null ? launch.userData() : userData(userData, request.userData() != null),
                protection == null ? launch.terminationProtected() : Boolean.parseBoolean(protection),
                shutdown == null ? launch.shutdownTerminates() : shutdownTerminates(shutdown),
                launch.detailedMonitoring(),
                launch.publicWanted(),
                launch.metadata(),
                launch.clientToken());
        List<String> groupIds =
                request.groups().isEmpty() ? instance.securityGroupIds() : groups(instance, request.groups());
        instances.change(instance.with(changed, groupIds));
    }

    private static @Nullable String named(ModifyInstanceAttributeRequest request, String attribute) {
        return attribute.equals(request.attributeAsString()) ? request.value() : null;
    }

    private static void requireStopped(Instance instance, String attribute) {
        if (instance.state() != InstanceState.STOPPED) {
            throw Ec2Error.INCORRECT_INSTANCE_STATE.of(
                    "The instance '%s' is not in the 'stopped' state. The attribute %s can only be changed then.",
                    instance.id(), attribute);
        }
    }

    private static String typeOf(String name) {
        if (InstanceTypes.find(name).isEmpty()) {
            throw Ec2Error.INVALID_INSTANCE_ATTRIBUTE_VALUE.of("Invalid value '%s' for InstanceType.", name);
        }
        return name;
    }

    // As a member of its own the user data was decoded with the request; as a value it is still base64.
    private static String userData(String given, boolean decoded) {
        return decoded
                ? UserData.checked(Base64.getEncoder().encodeToString(given.getBytes(StandardCharsets.UTF_8)))
                : UserData.checked(given);
    }

    private static boolean shutdownTerminates(String behavior) {
        return switch (behavior) {
            case "terminate" -> true;
            case "stop" -> false;
            default ->
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Invalid value '%s' for InstanceInitiatedShutdownBehavior.", behavior);
        };
    }

    private List<String> groups(Instance instance, List<String> wanted) {
        groups.require(instance.place(), wanted).forEach(group -> {
            if (!group.vpcId().equals(instance.vpcId())) {
                throw Ec2Error.INVALID_GROUP_NOT_FOUND.of(
                        "You have specified two resources that belong to different networks.");
            }
        });
        enis.groups(instance.networkInterfaceId(), wanted);
        Set<String> touched = new HashSet<>(instance.securityGroupIds());
        touched.addAll(wanted);
        works.request(FirewallWork.NAME, instance.networkInterfaceId());
        touched.forEach(group -> works.request(FirewallWork.NAME, group));
        return wanted;
    }

    MetadataOptions metadata(Instance instance, ModifyInstanceMetadataOptionsRequest request) {
        MetadataOptions now = instance.launch().metadata();
        String tokens = request.httpTokensAsString();
        String endpoint = request.httpEndpointAsString();
        String tags = request.instanceMetadataTagsAsString();
        Integer hops = request.httpPutResponseHopLimit();
        if (hops != null && (hops < 1 || hops > 64)) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "A value of '%d' is not valid for HttpPutResponseHopLimit. Specify a value between 1 and 64, and try again.",
                    hops);
        }
        MetadataOptions changed = new MetadataOptions(
                endpoint == null ? now.enabled() : endpoint.equals("enabled"),
                tokens == null ? now.tokenRequired() : tokens.equals("required"),
                hops == null ? now.hopLimit() : hops,
                tags == null ? now.tags() : tags.equals("enabled"));
        Instance.Launch launch = instance.launch();
        instances.change(instance.with(launch.with(changed), instance.securityGroupIds()));
        return changed;
    }
}
