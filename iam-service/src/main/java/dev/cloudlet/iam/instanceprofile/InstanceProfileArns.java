package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.kit.authorization.ArnSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** ARNs of instance profiles with the paths that requests leave out. */
@Component
class InstanceProfileArns implements ArnSource {
    private final InstanceProfiles profiles;

    InstanceProfileArns(InstanceProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public String kind() {
        return "instance-profile";
    }

    @Override
    public String arn(String account, String region, @Nullable String name) {
        return name == null
                ? InstanceProfile.arn(account, "/", "*")
                : profiles.find(account, name)
                        .map(InstanceProfile::arn)
                        .orElseGet(() -> InstanceProfile.arn(account, "/", name));
    }
}
