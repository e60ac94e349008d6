package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Instances: stopped, started, rebooted, terminated. */
@AwsOperations
class StateOperations {
    private static final String INSTANCES = "arn:aws:ec2:{region}:{account}:instance/{InstanceIds}";

    private final Instances instances;
    private final InstanceTerminator terminator;
    private final InstanceStopper stopper;
    private final InstanceRebooter rebooter;
    private final WorkQueue works;

    StateOperations(
            Instances instances,
            InstanceTerminator terminator,
            InstanceStopper stopper,
            InstanceRebooter rebooter,
            WorkQueue works) {
        this.instances = instances;
        this.terminator = terminator;
        this.stopper = stopper;
        this.rebooter = rebooter;
        this.works = works;
    }

    @Authorize(action = "ec2:StopInstances", resource = INSTANCES)
    StopInstancesResponse stopInstances(Call call, StopInstancesRequest request) {
        DryRun.check(request.dryRun());
        List<Instance> named = instances.require(Place.of(call), request.instanceIds());
        if (Boolean.TRUE.equals(request.hibernate())) {
            throw Ec2Error.UNSUPPORTED_OPERATION.of("Hibernation is not supported by this cloud.");
        }
        named.forEach(each -> {
            switch (each.state()) {
                case RUNNING, STOPPING, STOPPED -> {}
                case PENDING, SHUTTING_DOWN, TERMINATED -> throw incorrect(each, "stopped");
            }
        });
        stopper.stop(named.stream().map(Instance::id).toList());
        return StopInstancesResponse.builder()
                .stoppingInstances(changes(call, named))
                .build();
    }

    @Authorize(action = "ec2:StartInstances", resource = INSTANCES)
    StartInstancesResponse startInstances(Call call, StartInstancesRequest request) {
        DryRun.check(request.dryRun());
        List<Instance> named = instances.require(Place.of(call), request.instanceIds());
        named.forEach(each -> {
            switch (each.state()) {
                case PENDING, RUNNING, STOPPED -> {}
                case STOPPING, SHUTTING_DOWN, TERMINATED -> throw incorrect(each, "started");
            }
        });
        named.forEach(each -> {
            if (each.state() == InstanceState.STOPPED
                    && instances.move(each.id(), InstanceState.PENDING, "", Optional.empty())) {
                works.request(InstanceWork.NAME, each.id());
            }
        });
        return StartInstancesResponse.builder()
                .startingInstances(changes(call, named))
                .build();
    }

    @Authorize(action = "ec2:RebootInstances", resource = INSTANCES)
    RebootInstancesResponse rebootInstances(Call call, RebootInstancesRequest request) {
        DryRun.check(request.dryRun());
        List<Instance> named = instances.require(Place.of(call), request.instanceIds());
        named.forEach(each -> {
            if (each.state() != InstanceState.RUNNING) {
                throw incorrect(each, "rebooted");
            }
        });
        rebooter.reboot(named.stream().map(Instance::id).toList());
        return RebootInstancesResponse.builder().build();
    }

    @Authorize(action = "ec2:TerminateInstances", resource = INSTANCES)
    TerminateInstancesResponse terminateInstances(Call call, TerminateInstancesRequest request) {
        DryRun.check(request.dryRun());
        List<Instance> named = instances.require(Place.of(call), request.instanceIds());
        named.forEach(each -> {
            if (each.launch().terminationProtected() && each.state() != InstanceState.TERMINATED) {
                throw Ec2Error.OPERATION_NOT_PERMITTED.of(
                        "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
                        each.id());
            }
        });
        terminator.terminate(named.stream().map(Instance::id).toList());
        return TerminateInstancesResponse.builder()
                .terminatingInstances(changes(call, named))
                .build();
    }

    private static RuntimeException incorrect(Instance instance, String participle) {
        return Ec2Error.INCORRECT_INSTANCE_STATE.of(
                "The instance '%s' is not in a state from which it can be %s.", instance.id(), participle);
    }

    private List<InstanceStateChange> changes(Call call, List<Instance> before) {
        List<Instance> after = instances.require(
                Place.of(call), before.stream().map(Instance::id).toList());
        return IntStream.range(0, before.size())
                .mapToObj(at -> InstanceStateChange.builder()
                        .instanceId(before.get(at).id())
                        .previousState(before.get(at).state().sdk())
                        .currentState(after.get(at).state().sdk())
                        .build())
                .toList();
    }
}
