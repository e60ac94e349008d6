package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceRebooter;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.InstanceStopper;
import dev.cloudlet.compute.instance.InstanceTerminator;
import dev.cloudlet.compute.instance.Instances;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * What alarms do with instances.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html">AWS</a>
 */
@Component
class InstanceAlarmActions {
    private final Instances instances;
    private final InstanceTerminator terminator;
    private final InstanceStopper stopper;
    private final InstanceRebooter rebooter;

    InstanceAlarmActions(
            Instances instances, InstanceTerminator terminator, InstanceStopper stopper, InstanceRebooter rebooter) {
        this.instances = instances;
        this.terminator = terminator;
        this.stopper = stopper;
        this.rebooter = rebooter;
    }

    /**
     * Stops, terminates, reboots or recovers an instance.
     *
     * @param actionArn {@code arn:aws:automate:region:ec2:stop}, or in the form of a workflow {@code …AWS_EC2.InstanceId.Stop/1.0}
     * @throws dev.cloudlet.protocol.AwsException if the instance does not let that be done with it
     */
    void take(Place place, String actionArn, String instanceId) {
        Instance instance = instances.require(place, instanceId);
        String action =
                actionArn.replaceFirst("/1\\.0$", "").replaceFirst(".*[:.]", "").toLowerCase(Locale.ROOT);
        switch (action) {
            case "stop" -> stop(instance);
            case "terminate" -> terminate(instance);
            // An instance that is recovered starts again with all that it had but its memory.
            case "reboot", "recover" -> reboot(instance, action);
            default -> throw Ec2Error.UNSUPPORTED_OPERATION.of("The alarm action %s is not known.", actionArn);
        }
    }

    private void stop(Instance instance) {
        requireRunning(instance, "stopped");
        stopper.stop(List.of(instance.id()));
    }

    private void terminate(Instance instance) {
        if (instance.launch().terminationProtected() && instance.state() != InstanceState.TERMINATED) {
            throw Ec2Error.OPERATION_NOT_PERMITTED.of(
                    "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
                    instance.id());
        }
        terminator.terminate(List.of(instance.id()));
    }

    private void reboot(Instance instance, String action) {
        requireRunning(instance, action.equals("reboot") ? "rebooted" : "recovered");
        rebooter.reboot(List.of(instance.id()));
    }

    private static void requireRunning(Instance instance, String participle) {
        if (instance.state() != InstanceState.RUNNING) {
            throw Ec2Error.INCORRECT_INSTANCE_STATE.of(
                    "The instance '%s' is not in a state from which it can be %s.", instance.id(), participle);
        }
    }
}
