package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.StatusName;
import software.amazon.awssdk.services.ec2.model.StatusType;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

/** Instances and their status checks, described. */
@AwsOperations
class DescribeOperations {
    private final Instances instances;
    private final InstanceViews views;
    private final InstanceFilters filters;

    DescribeOperations(Instances instances, InstanceViews views, InstanceFilters filters) {
        this.instances = instances;
        this.views = views;
        this.filters = filters;
    }

    @Authorize(action = "ec2:DescribeInstances")
    DescribeInstancesResponse describeInstances(Call call, DescribeInstancesRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        refusePagesOfIds(request.instanceIds(), request.maxResults());
        Predicate<Instance> wanted = filters.instances(place, request.filters());
        List<Instance> found =
                named(place, request.instanceIds()).stream().filter(wanted).toList();
        Page<Instance> page = Page.of(found, Instance::id, request.maxResults(), request.nextToken());
        return DescribeInstancesResponse.builder()
                .reservations(views.reservations(page.items()))
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "ec2:DescribeInstanceStatus")
    DescribeInstanceStatusResponse describeInstanceStatus(Call call, DescribeInstanceStatusRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        refusePagesOfIds(request.instanceIds(), request.maxResults());
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        Predicate<Instance> wanted = InstanceFilters.statuses(request.filters());
        List<Instance> found = named(place, request.instanceIds()).stream()
                .filter(each -> all || each.state() == InstanceState.RUNNING)
                .filter(wanted)
                .toList();
        Page<Instance> page = Page.of(found, Instance::id, request.maxResults(), request.nextToken());
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(page.map(DescribeOperations::status))
                .nextToken(page.next())
                .build();
    }

    private List<Instance> named(Place place, List<String> ids) {
        return ids.isEmpty() ? instances.list(place) : instances.require(place, ids);
    }

    private static void refusePagesOfIds(List<String> ids, @Nullable Integer maxResults) {
        if (!ids.isEmpty() && maxResults != null) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
    }

    /** What the status checks of an instance say, in EC2's word. */
    static SummaryStatus summary(Instance instance) {
        return switch (instance.state()) {
            case PENDING -> SummaryStatus.INITIALIZING;
            case RUNNING -> instance.impaired() ? SummaryStatus.IMPAIRED : SummaryStatus.OK;
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> SummaryStatus.NOT_APPLICABLE;
        };
    }

    private static InstanceStatus status(Instance instance) {
        SummaryStatus summary = summary(instance);
        // The system is this host, which answers.
        SummaryStatus system = summary == SummaryStatus.IMPAIRED ? SummaryStatus.OK : summary;
        return InstanceStatus.builder()
                .instanceId(instance.id())
                .availabilityZone(instance.zone())
                .availabilityZoneId(Zones.id(instance.region(), instance.zone()))
                .instanceState(instance.state().sdk())
                .instanceStatus(details(summary))
                .systemStatus(details(system))
                .build();
    }

    private static InstanceStatusSummary details(SummaryStatus summary) {
        InstanceStatusSummary.Builder status = InstanceStatusSummary.builder().status(summary);
        StatusType reachable =
                switch (summary) {
                    case OK -> StatusType.PASSED;
                    case IMPAIRED -> StatusType.FAILED;
                    case INITIALIZING -> StatusType.INITIALIZING;
                    default -> null;
                };
        if (reachable != null) {
            status.details(InstanceStatusDetails.builder()
                    .name(StatusName.REACHABILITY)
                    .status(reachable)
                    .build());
        }
        return status.build();
    }
}
