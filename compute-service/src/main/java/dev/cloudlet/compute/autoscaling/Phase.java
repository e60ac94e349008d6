package dev.cloudlet.compute.autoscaling;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where an instance is on its way through a group.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html">Instance lifecycle</a>
 */
enum Phase {
    PENDING("Pending"),
    PENDING_WAIT("Pending:Wait"),
    PENDING_PROCEED("Pending:Proceed"),
    IN_SERVICE("InService"),
    /** It is being taken out of its target groups, on the way to standby. */
    ENTERING_STANDBY("EnteringStandby"),
    STANDBY("Standby"),
    /** It is being taken out of its target groups. */
    TERMINATING("Terminating"),
    TERMINATING_WAIT("Terminating:Wait"),
    TERMINATING_PROCEED("Terminating:Proceed"),
    /** EC2 is terminating it. */
    SHUTTING_DOWN("Terminating"),
    /** It is being taken out of its target groups, and lives on without the group. */
    DETACHING("Detaching");

    /** Those that count towards the desired capacity. */
    static final Set<Phase> CAPACITY = EnumSet.of(PENDING, PENDING_WAIT, PENDING_PROCEED, IN_SERVICE);

    /** Those that a group keeps but does not use, and does not count. */
    static final Set<Phase> ASIDE = EnumSet.of(ENTERING_STANDBY, STANDBY);

    /** Those on the way to somewhere else. */
    static final Set<Phase> MOVING = EnumSet.complementOf(EnumSet.of(IN_SERVICE, STANDBY));

    private final String awsName;

    Phase(String awsName) {
        this.awsName = awsName;
    }

    String awsName() {
        return awsName;
    }

    /** The phases that may follow. */
    Set<Phase> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(PENDING_WAIT, PENDING_PROCEED, IN_SERVICE, TERMINATING);
            case PENDING_WAIT -> EnumSet.of(PENDING_PROCEED, TERMINATING);
            case PENDING_PROCEED -> EnumSet.of(IN_SERVICE, TERMINATING);
            case IN_SERVICE -> EnumSet.of(ENTERING_STANDBY, TERMINATING, DETACHING);
            case ENTERING_STANDBY -> EnumSet.of(STANDBY, TERMINATING);
            case STANDBY -> EnumSet.of(PENDING, TERMINATING, DETACHING);
            case TERMINATING -> EnumSet.of(TERMINATING_WAIT, SHUTTING_DOWN);
            case TERMINATING_WAIT -> EnumSet.of(TERMINATING_PROCEED);
            case TERMINATING_PROCEED -> EnumSet.of(SHUTTING_DOWN);
            case SHUTTING_DOWN, DETACHING -> EnumSet.noneOf(Phase.class);
        };
    }
}
