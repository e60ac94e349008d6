package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.ClientTokens;
import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.compute.vpc.Subnets;
import dev.cloudlet.compute.vpc.Vpc;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** RunInstances. */
@AwsOperations
class RunOperations {
    private static final int MOST = 256;

    private final RunRequests requests;
    private final RunPermissions permissions;
    private final InstanceLauncher launcher;
    private final Instances instances;
    private final Subnets subnets;
    private final Vpcs vpcs;
    private final ClientTokens tokens;
    private final InstanceViews views;

    RunOperations(
            RunRequests requests,
            RunPermissions permissions,
            InstanceLauncher launcher,
            Instances instances,
            Subnets subnets,
            Vpcs vpcs,
            ClientTokens tokens,
            InstanceViews views) {
        this.requests = requests;
        this.permissions = permissions;
        this.launcher = launcher;
        this.instances = instances;
        this.subnets = subnets;
        this.vpcs = vpcs;
        this.tokens = tokens;
        this.views = views;
    }

    @AuthorizedInCode(
            actions = {"ec2:RunInstances", "ec2:CreateTags", "iam:PassRole"},
            because = "A launch uses and makes resources of many types, each with an ARN and condition keys of its own")
    RunInstancesResponse runInstances(Call call, RunInstancesRequest request) {
        Place place = Place.of(call);
        RunRequests.Wanted wanted = requests.read(place, request);
        LaunchSpec spec = wanted.spec();
        Subnet subnet = subnet(place, spec);
        permissions.require(call, wanted, subnet);
        launcher.requireHost();
        DryRun.check(request.dryRun());
        int count = count(place, request);
        // The instances of an earlier request are found by its token, which they carry.
        Optional<String> earlier = tokens.earlier(place, call.operation(), request.clientToken(), request, "");
        if (earlier.isPresent()) {
            return response(instances.list(place).stream()
                    .filter(each -> each.launch().clientToken().equals(Optional.ofNullable(request.clientToken())))
                    .toList());
        }
        return response(launcher.launch(
                place,
                spec,
                subnet.id(),
                count,
                Map.of(),
                Optional.empty(),
                Optional.ofNullable(request.clientToken())));
    }

    private RunInstancesResponse response(List<Instance> launched) {
        var reservation = views.reservations(launched).stream().findFirst();
        if (reservation.isEmpty()) {
            return RunInstancesResponse.builder().build();
        }
        return RunInstancesResponse.builder()
                .reservationId(reservation.get().reservationId())
                .ownerId(reservation.get().ownerId())
                .instances(reservation.get().instances())
                .build();
    }

    private int count(Place place, RunInstancesRequest request) {
        int least = request.minCount();
        int most = request.maxCount();
        if (least < 1 || most < least) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Value (%d) for parameter %s is invalid. Expecting at least %d.",
                    least < 1 ? least : most, least < 1 ? "minCount" : "maxCount", Math.max(1, least));
        }
        if (request.privateIpAddress() != null && most > 1) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "A private address can be given to a single instance only.");
        }
        long there = instances.list(place).stream()
                .filter(each -> each.state() != InstanceState.TERMINATED)
                .count();
        int room = (int) Math.max(0, MOST - there);
        if (least > room) {
            throw Ec2Error.INSTANCE_LIMIT_EXCEEDED.of(
                    "You have requested more instances (%d) than your current instance limit of %d allows for the specified instance type.",
                    there + least, MOST);
        }
        return Math.min(most, room);
    }

    private Subnet subnet(Place place, LaunchSpec spec) {
        if (spec.subnetId().isPresent()) {
            Subnet subnet = subnets.get(place, spec.subnetId().get());
            if (spec.zone().isPresent() && !spec.zone().get().equals(subnet.zone())) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "The availability zone '%s' is not that of the subnet '%s'",
                        spec.zone().get(), subnet.id());
            }
            return subnet;
        }
        Vpc vpc = vpcs.defaultOf(place)
                .orElseThrow(() -> Ec2Error.VPC_ID_NOT_SPECIFIED.of(
                        "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC."));
        List<Subnet> fit = new ArrayList<>(subnets.list(place).stream()
                .filter(each -> each.defaultForZone() && each.vpcId().equals(vpc.id()))
                .filter(each -> spec.zone().map(each.zone()::equals).orElse(true))
                .toList());
        if (fit.isEmpty()) {
            throw Ec2Error.MISSING_INPUT.of(
                    "No subnets found for the default VPC '%s'. Please specify a subnet.", vpc.id());
        }
        Collections.shuffle(fit);
        return fit.getFirst();
    }
}
