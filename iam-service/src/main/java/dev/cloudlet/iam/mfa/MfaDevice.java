package dev.cloudlet.iam.mfa;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual device.
 *
 * @param serial its ARN
 * @param sealedSeed opened by {@link dev.cloudlet.iam.accesskey.SecretCipher}
 * @param userId whose it is, null as long as nobody's
 * @param enabled since when it is somebody's
 * @param lastStep the last step of thirty seconds whose code was used
 */
record MfaDevice(
        String account,
        String serial,
        byte[] sealedSeed,
        @Nullable String userId,
        @Nullable Instant enabled,
        long lastStep,
        Map<String, String> tags) {

    static String arn(String account, String path, String name) {
        return "arn:aws:iam::" + account + ":mfa" + path + name;
    }

    @Override
    public String toString() {
        return "MfaDevice[" + serial + "]";
    }
}
