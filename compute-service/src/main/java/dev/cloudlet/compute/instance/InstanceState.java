package dev.cloudlet.compute.instance;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The states of an instance and the ways from one to the next.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html">Instance lifecycle</a>
 */
public enum InstanceState {
    /** It is being launched or started. */
    PENDING(0, InstanceStateName.PENDING),
    RUNNING(16, InstanceStateName.RUNNING),
    /** It is being terminated. */
    SHUTTING_DOWN(32, InstanceStateName.SHUTTING_DOWN),
    /** It is gone; it can be seen for about an hour. */
    TERMINATED(48, InstanceStateName.TERMINATED),
    STOPPING(64, InstanceStateName.STOPPING),
    /** It has a disk and an address, but no machine runs. */
    STOPPED(80, InstanceStateName.STOPPED);

    private final int code;
    private final InstanceStateName sdk;

    InstanceState(int code, InstanceStateName sdk) {
        this.code = code;
        this.sdk = sdk;
    }

    /** The states that may follow. */
    public List<InstanceState> next() {
        return switch (this) {
            // A launch that fails ends at once; a start that fails leads back.
            case PENDING -> List.of(RUNNING, STOPPED, SHUTTING_DOWN, TERMINATED);
            case RUNNING -> List.of(STOPPING, SHUTTING_DOWN);
            case STOPPING -> List.of(STOPPED, SHUTTING_DOWN);
            case STOPPED -> List.of(PENDING, SHUTTING_DOWN);
            case SHUTTING_DOWN -> List.of(TERMINATED);
            case TERMINATED -> List.of();
        };
    }

    /** The states from which this one may be reached. */
    List<InstanceState> before() {
        return Arrays.stream(values())
                .filter(each -> each.next().contains(this))
                .toList();
    }

    /** EC2's code: 16 for running. */
    public int code() {
        return code;
    }

    /** EC2's name, such as {@code shutting-down}. */
    public String awsName() {
        return sdk.toString();
    }

    /** In the SDK's form. */
    public software.amazon.awssdk.services.ec2.model.InstanceState sdk() {
        return software.amazon.awssdk.services.ec2.model.InstanceState.builder()
                .code(code)
                .name(sdk)
                .build();
    }
}
