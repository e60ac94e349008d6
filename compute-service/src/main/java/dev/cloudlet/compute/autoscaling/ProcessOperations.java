package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.ProcessType;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/** Suspends what a group does by itself. */
@AwsOperations
class ProcessOperations {
    private static final List<String> ALL = List.of(
            "AZRebalance",
            "AddToLoadBalancer",
            "AlarmNotification",
            "HealthCheck",
            "InstanceRefresh",
            "Launch",
            "ReplaceUnhealthy",
            "ScheduledActions",
            "Terminate");

    private final ScalingGroups groups;
    private final BackOff backOff;
    private final Capacity capacity;

    ProcessOperations(ScalingGroups groups, BackOff backOff, Capacity capacity) {
        this.groups = groups;
        this.backOff = backOff;
        this.capacity = capacity;
    }

    @Authorize(action = "autoscaling:SuspendProcesses", resource = GroupArns.TEMPLATE)
    SuspendProcessesResponse suspendProcesses(Call call, SuspendProcessesRequest request) {
        Set<String> more = named(request.scalingProcesses());
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        suspend(group, true, more, Activities.at(call.time()));
        return SuspendProcessesResponse.builder().build();
    }

    @Authorize(action = "autoscaling:ResumeProcesses", resource = GroupArns.TEMPLATE)
    ResumeProcessesResponse resumeProcesses(Call call, ResumeProcessesRequest request) {
        Set<String> fewer = named(request.scalingProcesses());
        ScalingGroup group = groups.require(Place.of(call), request.autoScalingGroupName());
        suspend(group, false, fewer, "");
        if (fewer.contains("Launch")) {
            backOff.forget(group);
        }
        return ResumeProcessesResponse.builder().build();
    }

    private static Set<String> named(List<String> wanted) {
        for (String each : wanted) {
            if (!ALL.contains(each)) {
                throw ScalingError.VALIDATION_ERROR.of(
                        "Valid processes are: [%s] - %s is not a valid process", String.join(", ", ALL), each);
            }
        }
        return new TreeSet<>(wanted.isEmpty() ? ALL : wanted);
    }

    private void suspend(ScalingGroup group, boolean wanted, Set<String> which, String at) {
        var left = group.document().suspendedProcesses().stream()
                .filter(each -> !which.contains(each.processName()))
                .toList();
        List<SuspendedProcess> all = new ArrayList<>(left);
        if (wanted) {
            which.forEach(each -> all.add(SuspendedProcess.builder()
                    .processName(each)
                    .suspensionReason("User suspended at " + at.replace("At ", ""))
                    .build()));
        }
        groups.document(
                group.key(),
                group.document().toBuilder().suspendedProcesses(all).build());
        capacity.look(group.key());
    }

    @Authorize(action = "autoscaling:DescribeScalingProcessTypes")
    DescribeScalingProcessTypesResponse describeScalingProcessTypes(
            Call call, DescribeScalingProcessTypesRequest request) {
        return DescribeScalingProcessTypesResponse.builder()
                .processes(ALL.stream()
                        .map(each -> ProcessType.builder().processName(each).build())
                        .toList())
                .build();
    }

    @Authorize(action = "autoscaling:DescribeTerminationPolicyTypes")
    DescribeTerminationPolicyTypesResponse describeTerminationPolicyTypes(
            Call call, DescribeTerminationPolicyTypesRequest request) {
        return DescribeTerminationPolicyTypesResponse.builder()
                .terminationPolicyTypes(
                        "ClosestToNextInstanceHour",
                        "Default",
                        "NewestInstance",
                        "OldestInstance",
                        "OldestLaunchTemplate")
                .build();
    }
}
