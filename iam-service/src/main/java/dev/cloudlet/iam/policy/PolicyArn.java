package dev.cloudlet.iam.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of a managed policy.
 *
 * @param owner an account, or {@code aws} for AWS's own
 * @param path begins and ends with a slash
 */
record PolicyArn(String owner, String path, String name) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws:iam::(aws|\\d{12}):policy(/(?:[!-~]+/)?)([\\w+=,.@-]+)");

    /** Null when the text is no such ARN. */
    static @Nullable PolicyArn parse(String arn) {
        Matcher m = FORM.matcher(arn);
        return m.matches() ? new PolicyArn(m.group(1), m.group(2), m.group(3)) : null;
    }

    boolean ownedByAws() {
        return owner.equals("aws");
    }

    @Override
    public String toString() {
        return "arn:aws:iam::" + owner + ":policy" + path + name;
    }
}
