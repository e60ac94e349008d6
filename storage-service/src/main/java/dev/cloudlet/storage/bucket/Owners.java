package dev.cloudlet.storage.bucket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.Owner;

/** Accounts under the canonical user ids that S3 has for them: 64 hexadecimal digits, the same for ever. */
public final class Owners {
    private Owners() {}

    /** The owner of what belongs to an account. */
    public static Owner of(String account) {
        return Owner.builder().id(canonicalId(account)).build();
    }

    /** Who began an upload: for principals of IAM their ARN. */
    public static Initiator initiator(String arn) {
        return Initiator.builder()
                .id(arn)
                .displayName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }

    static String canonicalId(String account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("canonical user of " + account).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
