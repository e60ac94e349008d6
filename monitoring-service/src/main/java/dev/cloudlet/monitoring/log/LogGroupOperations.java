package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.NOT_IMPLEMENTED;
import static dev.cloudlet.monitoring.MonitoringError.RESOURCE_ALREADY_EXISTS_EXCEPTION;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.monitoring.StandingWork;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Operations on log groups. */
@AwsOperations
class LogGroupOperations {
    private static final Set<Integer> RETENTIONS = new TreeSet<>(List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653));
    private static final int PAGE = 50;

    private final LogGroups groups;
    private final LogTargets targets;
    private final WorkQueue queue;

    LogGroupOperations(LogGroups groups, LogTargets targets, WorkQueue queue) {
        this.groups = groups;
        this.targets = targets;
        this.queue = queue;
    }

    @Authorize(action = "logs:CreateLogGroup", resource = LogTargets.GROUP)
    CreateLogGroupResponse createLogGroup(Call call, CreateLogGroupRequest request) {
        if (request.kmsKeyId() != null) {
            throw NOT_IMPLEMENTED.of("Encryption of log groups (kmsKeyId) is not implemented by this cloud.");
        }
        if (request.logGroupClass() == LogGroupClass.DELIVERY) {
            throw NOT_IMPLEMENTED.of("Log groups of the class DELIVERY are not implemented by this cloud.");
        }
        if (request.logGroupName().startsWith("aws/")) {
            throw INVALID_PARAMETER_EXCEPTION.of("Log groups starting with aws/ are reserved for AWS.");
        }
        LogTags.requireValid(request.tags());
        if (!request.tags().isEmpty()) {
            call.authorize("logs:TagResource", call.arn("log-group:" + request.logGroupName()));
        }
        boolean created = groups.create(
                call.account(),
                call.region(),
                request.logGroupName(),
                call.time().toEpochMilli(),
                request.logGroupClass() == null ? "STANDARD" : request.logGroupClassAsString(),
                null,
                request.tags());
        if (!created) {
            throw RESOURCE_ALREADY_EXISTS_EXCEPTION.of("The specified log group already exists");
        }
        return CreateLogGroupResponse.builder().build();
    }

    @Authorize(action = "logs:DeleteLogGroup", resource = LogTargets.GROUP)
    DeleteLogGroupResponse deleteLogGroup(Call call, DeleteLogGroupRequest request) {
        groups.delete(targets.group(call, request.logGroupName()));
        queue.request(LogSweep.NAME, StandingWork.KEY);
        return DeleteLogGroupResponse.builder().build();
    }

    @Authorize(action = "logs:PutRetentionPolicy", resource = LogTargets.GROUP)
    PutRetentionPolicyResponse putRetentionPolicy(Call call, PutRetentionPolicyRequest request) {
        if (!RETENTIONS.contains(request.retentionInDays())) {
            throw INVALID_PARAMETER_EXCEPTION.of(
                    "1 validation error detected: Value '%d' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: %s",
                    request.retentionInDays(), RETENTIONS);
        }
        groups.retain(targets.group(call, request.logGroupName()), request.retentionInDays());
        queue.request(LogSweep.NAME, StandingWork.KEY);
        return PutRetentionPolicyResponse.builder().build();
    }

    @Authorize(action = "logs:DeleteRetentionPolicy", resource = LogTargets.GROUP)
    DeleteRetentionPolicyResponse deleteRetentionPolicy(Call call, DeleteRetentionPolicyRequest request) {
        groups.retain(targets.group(call, request.logGroupName()), null);
        return DeleteRetentionPolicyResponse.builder().build();
    }

    @Authorize(
            action = "logs:DescribeLogGroups",
            resource = "arn:aws:logs:{region}:{account}:log-group:{logGroupNamePrefix|}:log-stream:")
    DescribeLogGroupsResponse describeLogGroups(Call call, DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw INVALID_PARAMETER_EXCEPTION.of(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        List<String> names = request.hasLogGroupIdentifiers()
                ? request.logGroupIdentifiers().stream()
                        .map(identifier -> LogTargets.name(call, identifier))
                        .toList()
                : null;
        List<String> parts = PageToken.parts(request.nextToken(), 1, INVALID_PARAMETER_EXCEPTION::badToken);
        int most = request.limit() == null ? PAGE : request.limit();
        List<LogGroups.Listed> found = groups.list(
                call.account(),
                call.region(),
                request.logGroupNamePrefix(),
                request.logGroupNamePattern(),
                names,
                request.logGroupClassAsString(),
                parts.isEmpty() ? "" : parts.getFirst(),
                most + 1);
        List<LogGroups.Listed> page = found.subList(0, Math.min(most, found.size()));
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.stream().map(LogGroupOperations::answer).toList())
                .nextToken(
                        found.size() > most
                                ? PageToken.of(page.getLast().group().name())
                                : null)
                .build();
    }

    private static software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup answer(LogGroups.Listed listed) {
        LogGroup group = listed.group();
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
                .logGroupName(group.name())
                .creationTime(group.createdAt())
                .retentionInDays(group.retentionDays())
                .metricFilterCount(0)
                .arn(group.arn() + ":*")
                .logGroupArn(group.arn())
                .storedBytes(listed.storedBytes())
                .logGroupClass(group.logClass())
                .build();
    }
}
