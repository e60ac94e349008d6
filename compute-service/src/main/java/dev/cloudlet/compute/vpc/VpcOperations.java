package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Described;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;

/** VPCs: made, described, changed, deleted. */
@AwsOperations
class VpcOperations {
    private static final String VPC = "arn:aws:ec2:{region}:{account}:vpc/{VpcId}";
    private static final Described<Vpc> VPCS = new Described<>(
            "vpc",
            Vpc::id,
            Ec2Error.INVALID_VPC_ID_NOT_FOUND,
            Filters.of(Vpc::tags)
                    .by("cidr", each -> each.cidr().toString())
                    .by("cidr-block-association.cidr-block", each -> each.cidr().toString())
                    .by("dhcp-options-id", each -> "default")
                    .by("is-default", each -> Boolean.toString(each.isDefault()))
                    .by("isDefault", each -> Boolean.toString(each.isDefault()))
                    .by("owner-id", each -> each.place().account())
                    .by("state", each -> "available")
                    .by("vpc-id", Vpc::id));

    private final Vpcs vpcs;
    private final VpcFactory factory;
    private final VpcDeletion deletion;
    private final Tags tags;
    private final WorkQueue works;

    VpcOperations(Vpcs vpcs, VpcFactory factory, VpcDeletion deletion, Tags tags, WorkQueue works) {
        this.vpcs = vpcs;
        this.factory = factory;
        this.deletion = deletion;
        this.tags = tags;
        this.works = works;
    }

    @Authorize(action = "ec2:CreateVpc", resource = "arn:aws:ec2:{region}:{account}:vpc/*")
    CreateVpcResponse createVpc(Call call, CreateVpcRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), "vpc");
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        if (request.cidrBlock() == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter cidrBlock");
        }
        if (Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock())) {
            throw Ec2Error.UNSUPPORTED.of("IPv6 addresses are not supported by this cloud.");
        }
        Cidr cidr = Blocks.parse(request.cidrBlock());
        if (cidr.prefix() < 16 || cidr.prefix() > 28) {
            throw Ec2Error.INVALID_VPC_RANGE.of("The CIDR '%s' is invalid.", request.cidrBlock());
        }
        String id = factory.make(place, cidr, false).vpcId();
        tags.put(place, id, "vpc", wanted);
        return CreateVpcResponse.builder()
                .vpc(VpcViews.vpc(vpcs.get(place, id)))
                .build();
    }

    @Authorize(action = "ec2:DescribeVpcs")
    DescribeVpcsResponse describeVpcs(Call call, DescribeVpcsRequest request) {
        DryRun.check(request.dryRun());
        Page<Vpc> page = VPCS.page(
                vpcs.list(Place.of(call)),
                request.vpcIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeVpcsResponse.builder()
                .vpcs(page.map(VpcViews::vpc))
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "ec2:DescribeVpcAttribute", resource = VPC)
    DescribeVpcAttributeResponse describeVpcAttribute(Call call, DescribeVpcAttributeRequest request) {
        DryRun.check(request.dryRun());
        Vpc vpc = vpcs.get(Place.of(call), request.vpcId());
        var answer = DescribeVpcAttributeResponse.builder().vpcId(vpc.id());
        switch (String.valueOf(request.attributeAsString())) {
            case "enableDnsSupport" -> answer.enableDnsSupport(value(vpc.dnsSupport()));
            case "enableDnsHostnames" -> answer.enableDnsHostnames(value(vpc.dnsHostnames()));
            case "enableNetworkAddressUsageMetrics" -> answer.enableNetworkAddressUsageMetrics(value(false));
            default ->
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Value (%s) for parameter attribute is invalid. Unknown attribute.",
                        String.valueOf(request.attributeAsString()));
        }
        return answer.build();
    }

    private static AttributeBooleanValue value(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    @Authorize(action = "ec2:ModifyVpcAttribute", resource = VPC)
    ModifyVpcAttributeResponse modifyVpcAttribute(Call call, ModifyVpcAttributeRequest request) {
        Vpc vpc = vpcs.get(Place.of(call), request.vpcId());
        boolean support = request.enableDnsSupport() == null
                ? vpc.dnsSupport()
                : request.enableDnsSupport().value();
        boolean hostnames = request.enableDnsHostnames() == null
                ? vpc.dnsHostnames()
                : request.enableDnsHostnames().value();
        vpcs.dns(vpc.id(), support, hostnames);
        return ModifyVpcAttributeResponse.builder().build();
    }

    @Authorize(action = "ec2:DeleteVpc", resource = VPC)
    DeleteVpcResponse deleteVpc(Call call, DeleteVpcRequest request) {
        DryRun.check(request.dryRun());
        deletion.delete(vpcs.get(Place.of(call), request.vpcId()));
        works.request(VpcRemoval.NAME, request.vpcId());
        return DeleteVpcResponse.builder().build();
    }
}
