package dev.cloudlet.compute.launchtemplate;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** What a launch template says of the instances to come. AWS looks at little of it before the launch. */
final class TemplateData {
    private static final int MOST_USER_DATA = 16 << 10;

    private TemplateData() {}

    static RequestLaunchTemplateData checked(@Nullable RequestLaunchTemplateData data) {
        if (data == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter LaunchTemplateData");
        }
        if (data.instanceTypeAsString() != null) {
            InstanceTypes.require(data.instanceTypeAsString());
        }
        if (data.userData() != null) {
            try {
                if (Base64.getMimeDecoder().decode(data.userData()).length > MOST_USER_DATA) {
                    throw Ec2Error.INVALID_PARAMETER_VALUE.of("User data is limited to 16384 bytes");
                }
            } catch (IllegalArgumentException e) {
                throw Ec2Error.INVALID_USER_DATA_MALFORMED.of("Invalid BASE64 encoding of user data.");
            }
        }
        return data;
    }
}
