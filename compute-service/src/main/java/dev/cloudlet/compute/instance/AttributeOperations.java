package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;

/** Attributes of instances: described, changed. */
@AwsOperations
class AttributeOperations {
    private static final String INSTANCE = "arn:aws:ec2:{region}:{account}:instance/{InstanceId}";

    private final Instances instances;
    private final AttributeChanges changes;
    private final SecurityGroups groups;

    AttributeOperations(Instances instances, AttributeChanges changes, SecurityGroups groups) {
        this.instances = instances;
        this.changes = changes;
        this.groups = groups;
    }

    @Authorize(action = "ec2:DescribeInstanceAttribute", resource = INSTANCE)
    DescribeInstanceAttributeResponse describeInstanceAttribute(Call call, DescribeInstanceAttributeRequest request) {
        DryRun.check(request.dryRun());
        Instance instance = instances.require(Place.of(call), request.instanceId());
        Instance.Launch launch = instance.launch();
        var answer = DescribeInstanceAttributeResponse.builder().instanceId(instance.id());
        switch (String.valueOf(request.attributeAsString())) {
            case "instanceType" -> answer.instanceType(value(launch.instanceType()));
            case "userData" -> answer.userData(value(launch.userData().isEmpty() ? null : launch.userData()));
            case "disableApiTermination" -> answer.disableApiTermination(value(launch.terminationProtected()));
            case "disableApiStop" -> answer.disableApiStop(value(false));
            case "instanceInitiatedShutdownBehavior" ->
                answer.instanceInitiatedShutdownBehavior(value(launch.shutdownTerminates() ? "terminate" : "stop"));
            case "rootDeviceName" -> answer.rootDeviceName(value(Images.ROOT_DEVICE));
            case "sourceDestCheck" -> answer.sourceDestCheck(value(true));
            case "ebsOptimized" -> answer.ebsOptimized(value(false));
            case "enaSupport" -> answer.enaSupport(value(true));
            case "groupSet" ->
                answer.groups(InstanceViews.identifiers(instance.securityGroupIds(), groups.names(instance.place())));
            case "blockDeviceMapping" -> answer.blockDeviceMappings(List.of());
            case "kernel" -> answer.kernelId(value((String) null));
            case "ramdisk" -> answer.ramdiskId(value((String) null));
            case "productCodes" -> answer.productCodes(List.of());
            default ->
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Value (%s) for parameter attribute is invalid. Unknown attribute.",
                        String.valueOf(request.attributeAsString()));
        }
        return answer.build();
    }

    private static AttributeValue value(@Nullable String value) {
        return AttributeValue.builder().value(value).build();
    }

    private static AttributeBooleanValue value(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    @Authorize(action = "ec2:ModifyInstanceAttribute", resource = INSTANCE)
    ModifyInstanceAttributeResponse modifyInstanceAttribute(Call call, ModifyInstanceAttributeRequest request) {
        DryRun.check(request.dryRun());
        changes.apply(instances.require(Place.of(call), request.instanceId()), request);
        return ModifyInstanceAttributeResponse.builder().build();
    }

    @Authorize(action = "ec2:ModifyInstanceMetadataOptions", resource = INSTANCE)
    ModifyInstanceMetadataOptionsResponse modifyInstanceMetadataOptions(
            Call call, ModifyInstanceMetadataOptionsRequest request) {
        DryRun.check(request.dryRun());
        Instance instance = instances.require(Place.of(call), request.instanceId());
        MetadataOptions changed = changes.metadata(instance, request);
        return ModifyInstanceMetadataOptionsResponse.builder()
                .instanceId(instance.id())
                .instanceMetadataOptions(InstanceViews.metadata(changed))
                .build();
    }
}
