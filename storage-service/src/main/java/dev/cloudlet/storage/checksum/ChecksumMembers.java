package dev.cloudlet.storage.checksum;

import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.ModelMembers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Checksums as members of requests and responses: one for each algorithm. */
public final class ChecksumMembers {
    private ChecksumMembers() {}

    /** Writes the value, and the type where the answer has one. */
    public static void set(SdkPojo builder, @Nullable Checksum checksum) {
        if (checksum == null) {
            return;
        }
        set(builder, checksum.algorithm(), checksum.value());
        if (builder.sdkFields().stream().anyMatch(field -> field.memberName().equals("ChecksumType"))) {
            ModelMembers.set(builder, "ChecksumType", checksum.type().name());
        }
    }

    /** Writes the value alone, as of a part. */
    public static void set(SdkPojo builder, Algorithm algorithm, String value) {
        ModelMembers.set(builder, algorithm.member(), value);
    }

    /** The value of this algorithm, or null. */
    public static @Nullable String value(SdkPojo pojo, Algorithm algorithm) {
        Object value = Members.value(pojo, algorithm.member());
        return value == null ? null : value.toString();
    }
}
