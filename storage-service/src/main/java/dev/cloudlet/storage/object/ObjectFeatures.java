package dev.cloudlet.storage.object;

import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.S3Error;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** What a new object may be asked to be: everything it would not truly be is refused, by the header that asks for it. */
public final class ObjectFeatures {
    private static final Map<String, String> MISSING = missing();

    private ObjectFeatures() {}

    /** Looks through a request to put, copy or begin an upload. */
    public static void check(SdkPojo request) {
        MISSING.forEach((member, header) -> {
            if (Members.value(request, member) != null) {
                throw S3Error.NOT_IMPLEMENTED.error().with("Header", header);
            }
        });
    }

    private static Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>();
        missing.put("WriteOffsetBytes", "x-amz-write-offset-bytes");
        return missing;
    }
}
