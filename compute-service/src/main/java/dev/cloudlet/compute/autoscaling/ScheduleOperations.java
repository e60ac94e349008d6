package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** Scheduled actions of groups. */
@AwsOperations
class ScheduleOperations {
    private final ScalingGroups groups;
    private final Schedule schedule;
    private final Capacity capacity;

    ScheduleOperations(ScalingGroups groups, Schedule schedule, Capacity capacity) {
        this.groups = groups;
        this.schedule = schedule;
        this.capacity = capacity;
    }

    @Authorize(action = "autoscaling:PutScheduledUpdateGroupAction", resource = GroupArns.TEMPLATE)
    PutScheduledUpdateGroupActionResponse putScheduledUpdateGroupAction(
            Call call, PutScheduledUpdateGroupActionRequest request) {
        GroupKey key =
                groups.require(Place.of(call), request.autoScalingGroupName()).key();
        Instant start = request.startTime() != null ? request.startTime() : request.time();
        if (start == null && request.recurrence() == null) {
            throw ScalingError.VALIDATION_ERROR.of("Either a start time or a recurrence must be specified");
        }
        if (start != null && !start.isAfter(call.time())) {
            throw ScalingError.VALIDATION_ERROR.of("The start time must be in the future");
        }
        if (request.endTime() != null && start != null && !request.endTime().isAfter(start)) {
            throw ScalingError.VALIDATION_ERROR.of("The end time must be after the start time");
        }
        if (request.minSize() == null && request.maxSize() == null && request.desiredCapacity() == null) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "At least one of min size, max size and desired capacity must be specified");
        }
        if (request.recurrence() != null) {
            Recurrence.parse(request.recurrence(), request.timeZone());
        }
        String arn = schedule.find(key, request.scheduledActionName())
                .map(ScheduledUpdateGroupAction::scheduledActionARN)
                .orElseGet(() -> GroupArns.schedule(key, request.scheduledActionName()));
        schedule.put(
                key,
                ScheduledUpdateGroupAction.builder()
                        .autoScalingGroupName(key.name())
                        .scheduledActionName(request.scheduledActionName())
                        .scheduledActionARN(arn)
                        .startTime(start)
                        .endTime(request.endTime())
                        .recurrence(request.recurrence())
                        .timeZone(request.timeZone())
                        .minSize(request.minSize())
                        .maxSize(request.maxSize())
                        .desiredCapacity(request.desiredCapacity())
                        .build());
        capacity.look(key);
        return PutScheduledUpdateGroupActionResponse.builder().build();
    }

    @Authorize(action = "autoscaling:DescribeScheduledActions")
    DescribeScheduledActionsResponse describeScheduledActions(Call call, DescribeScheduledActionsRequest request) {
        String group = request.autoScalingGroupName();
        List<ScheduledUpdateGroupAction> found = schedule.list(Place.of(call)).stream()
                .filter(each -> group == null || group.equals(each.autoScalingGroupName()))
                .filter(each -> request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(each.scheduledActionName()))
                .toList();
        ScalingPage<ScheduledUpdateGroupAction> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribeScheduledActionsResponse.builder()
                .scheduledUpdateGroupActions(page.items())
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "autoscaling:DeleteScheduledAction", resource = GroupArns.TEMPLATE)
    DeleteScheduledActionResponse deleteScheduledAction(Call call, DeleteScheduledActionRequest request) {
        GroupKey key =
                groups.require(Place.of(call), request.autoScalingGroupName()).key();
        if (schedule.find(key, request.scheduledActionName()).isEmpty()) {
            throw ScalingError.VALIDATION_ERROR.of("Scheduled action name not found");
        }
        schedule.remove(key, request.scheduledActionName());
        return DeleteScheduledActionResponse.builder().build();
    }
}
