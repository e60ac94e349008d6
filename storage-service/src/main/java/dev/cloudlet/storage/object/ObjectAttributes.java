package dev.cloudlet.storage.object;

import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.keeping.Keeping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a client says about an object beside its bytes.
 *
 * @param headers Content-Type and the like, by the names of the SDK's members
 * @param metadata x-amz-meta-*, names in lower case
 * @param access whose it is, and who else may use it
 */
public record ObjectAttributes(
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        ObjectAccess access,
        Keeping keeping) {
    private static final List<String> HEADERS = List.of(
            "CacheControl",
            "ContentDisposition",
            "ContentEncoding",
            "ContentLanguage",
            "ContentType",
            "Expires",
            "WebsiteRedirectLocation");
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final int MOST_METADATA_BYTES = 2048;

    /** Of a request to put, copy or begin an upload. */
    public static ObjectAttributes of(SdkPojo request, ObjectAccess access, Keeping keeping) {
        return new ObjectAttributes(headers(request), metadata(request), tags(request), access, keeping);
    }

    static Map<String, String> headers(SdkPojo request) {
        Map<String, String> headers = ModelMembers.strings(request, HEADERS);
        headers.putIfAbsent("ContentType", DEFAULT_TYPE);
        return headers;
    }

    /** The tags that a request to put, copy or begin an upload gives. */
    public static Map<String, String> tags(SdkPojo request) {
        return TagSet.ofHeader(ModelMembers.string(request, "Tagging"));
    }

    static Map<String, String> metadata(SdkPojo request) {
        Map<String, String> metadata = new TreeMap<>();
        @Nullable Object given = Members.value(request, "Metadata");
        long bytes = 0;
        if (given instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                String name = entry.getKey().toString();
                String value = String.valueOf(entry.getValue());
                metadata.put(name, value);
                bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (bytes > MOST_METADATA_BYTES) {
            throw S3Error.METADATA_TOO_LARGE
                    .error()
                    .with("Size", Long.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MOST_METADATA_BYTES));
        }
        return metadata;
    }
}
