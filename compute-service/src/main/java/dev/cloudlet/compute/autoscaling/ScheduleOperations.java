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
    private static final int MOST = 125;

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
        } else if (request.timeZone() != null) {
            throw ScalingError.VALIDATION_ERROR.of("A time zone can be specified for a recurrence only");
        }
        String arn = schedule.find(key, request.scheduledActionName())
                .map(ScheduledUpdateGroupAction::scheduledActionARN)
                .orElseGet(() -> GroupArns.schedule(key, request.scheduledActionName()));
        ScheduledUpdateGroupAction action = ScheduledUpdateGroupAction.builder()
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
                .build();
        requireRoom(key, action, call.time());
        schedule.put(key, action);
        capacity.look(key);
        return PutScheduledUpdateGroupActionResponse.builder().build();
    }

    private void requireRoom(GroupKey key, ScheduledUpdateGroupAction wanted, Instant now) {
        List<ScheduledUpdateGroupAction> others = schedule.list(key.place()).stream()
                .filter(each -> each.autoScalingGroupName().equals(key.name()))
                .filter(each -> !each.scheduledActionName().equals(wanted.scheduledActionName()))
                .toList();
        if (others.size() >= MOST) {
            throw ScalingError.LIMIT_EXCEEDED.of("An Auto Scaling group has at most %d scheduled actions", MOST);
        }
        Schedule.next(wanted, now)
                .filter(due -> others.stream().anyMatch(each -> due.equals(each.time())))
                .ifPresent(due -> {
                    throw ScalingError.ALREADY_EXISTS.of(
                            "Scheduled action with this scheduled start time already exists");
                });
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
