package dev.cloudlet.iam.instanceprofile;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What gives an instance its role.
 *
 * @param id AIPA…
 * @param path begins and ends with a slash
 * @param roleId the unique id of its role, null without one
 */
record InstanceProfile(
        String account,
        String name,
        String path,
        String id,
        Instant created,
        Map<String, String> tags,
        @Nullable String roleId) {

    String arn() {
        return arn(account, path, name);
    }

    static String arn(String account, String path, String name) {
        return "arn:aws:iam::" + account + ":instance-profile" + path + name;
    }
}
