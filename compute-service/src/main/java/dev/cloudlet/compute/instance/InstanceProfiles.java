package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import org.springframework.stereotype.Component;

/** Instance profiles, which iam-service keeps. */
@Component
public final class InstanceProfiles {
    private final ServiceCalls services;

    InstanceProfiles(ServiceCalls services) {
        this.services = services;
    }

    /** Asks for the profile of this name or ARN. */
    record Question(String account, String nameOrArn) {}

    /** A profile with its role; both role members are empty for one that has none. */
    public record Found(String arn, String id, String roleArn, String roleName) {
        public Found {
            roleArn = roleArn == null ? "" : roleArn;
            roleName = roleName == null ? "" : roleName;
        }
    }

    /** The profile, or InvalidParameterValue as RunInstances answers it. */
    public Found require(String account, String nameOrArn) {
        try {
            return services.call("iam-service", "instance-profile", new Question(account, nameOrArn), Found.class);
        } catch (AwsException e) {
            if (e.status() >= 500) {
                throw e;
            }
            String member = nameOrArn.startsWith("arn:") ? "iamInstanceProfile.arn" : "iamInstanceProfile.name";
            throw new AwsException(
                    Ec2Error.INVALID_PARAMETER_VALUE,
                    "Value (%s) for parameter %s is invalid. Invalid IAM Instance Profile %s"
                            .formatted(nameOrArn, member, nameOrArn.startsWith("arn:") ? "ARN" : "name"),
                    e);
        }
    }
}
