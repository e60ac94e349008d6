package dev.cloudlet.monitoring.alarm;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which kinds of things an alarm may do. */
final class ActionArns {
    private static final Pattern SCALING = Pattern.compile(
            "arn:aws:autoscaling:[a-z0-9-]+:\\d{12}:scalingPolicy:[^:]+:autoScalingGroupName/.+:policyName/.+");
    private static final Pattern EC2 =
            Pattern.compile("arn:aws:automate:[a-z0-9-]+:ec2:(stop|terminate|reboot|recover)");
    private static final Pattern EC2_BY_WORKFLOW = Pattern.compile(
            "arn:aws:swf:[a-z0-9-]+:\\d{12}:action/actions/AWS_EC2\\.InstanceId\\.(Stop|Terminate|Reboot|Recover)/1\\.0");
    private static final Pattern OTHERS =
            Pattern.compile("arn:aws:(sns|lambda|ssm|ssm-incidents|aiops):[a-z0-9-]*:\\d{12}:.+");

    private ActionArns() {}

    static boolean valid(String arn) {
        return scaling(arn) || ec2(arn) || OTHERS.matcher(arn).matches();
    }

    /** A scaling policy: asked for again and again while the state lasts. */
    static boolean scaling(String arn) {
        return SCALING.matcher(arn).matches();
    }

    static boolean ec2(String arn) {
        return EC2.matcher(arn).matches() || EC2_BY_WORKFLOW.matcher(arn).matches();
    }

    /** Recovering an instance. */
    static boolean recovers(String arn) {
        return ec2(arn) && arn.toLowerCase(Locale.ROOT).contains("recover");
    }

    /** The service that would take it, for a message. */
    static String service(String arn) {
        return arn.split(":", 4)[2];
    }
}
