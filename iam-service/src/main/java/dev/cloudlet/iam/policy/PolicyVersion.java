package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One version of a managed policy.
 *
 * @param number from 1, never used twice in one policy
 */
record PolicyVersion(int number, String document, Instant created) {
    private static final Pattern ID = Pattern.compile("v([1-9][0-9]{0,8})(\\..*)?");

    String id() {
        return id(number);
    }

    static String id(int number) {
        return "v" + number;
    }

    /** The number in an id, null when no policy can have such a version. */
    static @Nullable Integer number(String id) {
        Matcher m = ID.matcher(id);
        return m.matches() && m.group(2) == null ? Integer.valueOf(m.group(1)) : null;
    }

    static AwsException missing(PolicyArn policy, String id) {
        return IamError.NO_SUCH_ENTITY.of("Policy %s version %s does not exist or is not attachable.", policy, id);
    }
}
