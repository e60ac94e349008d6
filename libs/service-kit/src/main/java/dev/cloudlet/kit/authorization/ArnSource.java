package dev.cloudlet.kit.authorization;

import org.jspecify.annotations.Nullable;

/** Finds the whole ARN of a resource that a request names by something less: an IAM user's name lacks its path. */
public interface ArnSource {
    /** The word before the colon in a resource placeholder, for example {@code user}. */
    String kind();

    /** The ARN; for a name that does not exist, the ARN that it would have. */
    String arn(String account, String region, @Nullable String name);
}
