package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.compute.vpc.Vpc;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;

/** Security groups: made, described, deleted. */
@AwsOperations
class SecurityGroupOperations {
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");
    private static final Filters<SecurityGroup> FILTERS = Filters.of(SecurityGroup::tags)
            .by("description", SecurityGroup::description)
            .by("group-id", SecurityGroup::id)
            .by("group-name", SecurityGroup::name)
            .by("owner-id", each -> each.place().account())
            .by("vpc-id", SecurityGroup::vpcId)
            .byAny("ip-permission.cidr", each -> GroupFilters.cidrs(each, false))
            .byAny("ip-permission.from-port", each -> GroupFilters.fromPorts(each, false))
            .byAny("ip-permission.to-port", each -> GroupFilters.toPorts(each, false))
            .byAny("ip-permission.protocol", each -> GroupFilters.protocols(each, false))
            .byAny("ip-permission.group-id", each -> GroupFilters.peers(each, false))
            .byAny("egress.ip-permission.cidr", each -> GroupFilters.cidrs(each, true))
            .byAny("egress.ip-permission.from-port", each -> GroupFilters.fromPorts(each, true))
            .byAny("egress.ip-permission.to-port", each -> GroupFilters.toPorts(each, true))
            .byAny("egress.ip-permission.protocol", each -> GroupFilters.protocols(each, true))
            .byAny("egress.ip-permission.group-id", each -> GroupFilters.peers(each, true));

    private final SecurityGroups groups;
    private final Vpcs vpcs;
    private final Enis enis;
    private final Tags tags;

    SecurityGroupOperations(SecurityGroups groups, Vpcs vpcs, Enis enis, Tags tags) {
        this.groups = groups;
        this.vpcs = vpcs;
        this.enis = enis;
        this.tags = tags;
    }

    @Authorize(action = "ec2:CreateSecurityGroup", resource = "arn:aws:ec2:{region}:{account}:security-group/*")
    @Authorize(action = "ec2:CreateSecurityGroup", resource = "arn:aws:ec2:{region}:{account}:vpc/{VpcId}")
    CreateSecurityGroupResponse createSecurityGroup(Call call, CreateSecurityGroupRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), "security-group");
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        String name = request.groupName();
        requireText("groupName", name);
        requireText("groupDescription", request.description());
        if (name.startsWith("sg-")) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Value (%s) for parameter groupName is invalid. Group names may not be in the format sg-*.", name);
        }
        Vpc vpc = request.vpcId() == null
                ? vpcs.defaultOf(place)
                        .orElseThrow(() -> Ec2Error.VPC_ID_NOT_SPECIFIED.of("No default VPC for this user"))
                : vpcs.get(place, request.vpcId());
        if (name.equals("default") || groups.named(place, vpc.id(), name).isPresent()) {
            throw Ec2Error.INVALID_GROUP_DUPLICATE.of(
                    "The security group '%s' already exists for VPC '%s'", name, vpc.id());
        }
        String id = ResourceIds.random("sg");
        Rule everythingOut = new Rule(
                ResourceIds.random("sgr"), id, true, "-1", -1, -1, new Rule.Peer.Cidr4("0.0.0.0/0"), Optional.empty());
        SecurityGroup group =
                new SecurityGroup(place, id, vpc.id(), name, request.description(), List.of(everythingOut), wanted);
        groups.add(group);
        tags.put(place, id, "security-group", wanted);
        return CreateSecurityGroupResponse.builder()
                .groupId(id)
                .securityGroupArn(group.arn())
                .tags(Tags.sdk(wanted))
                .build();
    }

    private static void requireText(String member, String value) {
        if (!TEXT.matcher(value).matches()) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Value (%s) for parameter %s is invalid. Character sets beyond ASCII are not supported.",
                    value.length() > 255 ? value.substring(0, 255) : value, member);
        }
    }

    @Authorize(action = "ec2:DescribeSecurityGroups")
    DescribeSecurityGroupsResponse describeSecurityGroups(Call call, DescribeSecurityGroupsRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        Predicate<SecurityGroup> wanted = FILTERS.matching(request.filters());
        List<SecurityGroup> named =
                request.groupIds().isEmpty() ? groups.list(place) : groups.require(place, request.groupIds());
        List<SecurityGroup> found =
                named(place, named, request.groupNames()).filter(wanted).toList();
        Page<SecurityGroup> page = Page.of(found, SecurityGroup::id, request.maxResults(), request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.map(GroupViews::group))
                .nextToken(page.next())
                .build();
    }

    /** Those of these names: names mean groups of the default VPC, as in AWS, where every VPC may have a group of the same name. */
    private Stream<SecurityGroup> named(Place place, List<SecurityGroup> among, List<String> names) {
        if (names.isEmpty()) {
            return among.stream();
        }
        String vpc = vpcs.defaultOf(place).map(Vpc::id).orElse("");
        List<SecurityGroup> inDefault =
                among.stream().filter(each -> each.vpcId().equals(vpc)).toList();
        names.forEach(name -> {
            if (inDefault.stream().noneMatch(each -> each.name().equals(name))) {
                throw Ec2Error.INVALID_GROUP_NOT_FOUND.of(
                        "The security group '%s' does not exist in default VPC '%s'", name, vpc);
            }
        });
        return inDefault.stream().filter(each -> names.contains(each.name()));
    }

    @AuthorizedInCode(actions = "ec2:DeleteSecurityGroup", because = "The group may be named by its name")
    DeleteSecurityGroupResponse deleteSecurityGroup(Call call, DeleteSecurityGroupRequest request) {
        SecurityGroup group = GroupAccess.allowed(
                groups, vpcs, call, "ec2:DeleteSecurityGroup", request.groupId(), request.groupName());
        DryRun.check(request.dryRun());
        if (group.name().equals("default")) {
            throw Ec2Error.CANNOT_DELETE.of(
                    "the specified group: \"%s\" name: \"default\" cannot be deleted by a user", group.id());
        }
        if (!enis.inGroup(group.id()).isEmpty()
                || !groups.referringTo(group.id()).isEmpty()) {
            throw Ec2Error.DEPENDENCY_VIOLATION.of("resource %s has a dependent object", group.id());
        }
        groups.remove(group);
        return DeleteSecurityGroupResponse.builder()
                .returnValue(true)
                .groupId(group.id())
                .build();
    }
}
