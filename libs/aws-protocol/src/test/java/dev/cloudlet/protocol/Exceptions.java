package dev.cloudlet.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Where the SDK's client does something of its own with a value, so that a random one cannot come through unchanged. */
final class Exceptions {
    private static final Map<String, String> SKIPPED = Map.of(
            "logs:StartLiveTail", "an event stream: only the asynchronous client has it",
            "logs:GetLogObject", "an event stream: only the asynchronous client has it",
            "s3:SelectObjectContent", "an event stream: only the asynchronous client has it",
            "s3:WriteGetObjectResponse", "only for Object Lambda: the client puts a member into the host name");

    private Exceptions() {}

    static @Nullable String reasonToSkip(OperationModel operation) {
        return SKIPPED.get(operation.toString());
    }

    static void amendRequest(OperationModel operation, SdkPojo builder) {
        switch (operation.service().id()) {
            case "s3" -> amendS3Request(operation, builder);
            // The client turns an endpoint id into a host name.
            case "events" -> clear(builder, "EndpointId");
            default -> {
                // sent as it is
            }
        }
    }

    private static void amendS3Request(OperationModel operation, SdkPojo builder) {
        // A bucket's name decides about the URL, and the client checks it.
        set(builder, "Bucket", "bucket-abc-1");
        set(builder, "DestinationBucket", "bucket-abc-1");
        // The SDK spells them apart, the wire does not; they come back from the header below.
        for (String member : Set.of("SourceBucket", "SourceKey", "SourceVersionId", "ContentMD5")) {
            clear(builder, member);
        }
        boolean copies =
                operation.name().equals("CopyObject") || operation.name().equals("UploadPartCopy");
        if (copies) {
            clear(builder, "CopySource");
            set(builder, "SourceBucket", "source");
            set(builder, "SourceKey", "a b/+%é.txt");
            set(builder, "SourceVersionId", "v1");
        } else {
            set(builder, "CopySource", "source/key");
        }
        // The client makes up a type if there is none.
        set(builder, "ContentType", "text/plain");
        // The client computes checksums with it.
        set(builder, "ChecksumAlgorithm", "CRC32");
        set(builder, "ContentLength", operation.streamingInput() ? 4L : null);
        // Slashes of a key are not escaped.
        for (String key : List.of("Key", "DestinationKey")) {
            set(builder, key, "dir/a b+c%25é&=?#//x.txt");
        }
    }

    /** The request as the client would say it: it spells the source of a copy in three members and sends one header. */
    static SdkPojo asSaid(SdkPojo arrived) {
        if (!(arrived instanceof CopyObjectRequest) && !(arrived instanceof UploadPartCopyRequest)) {
            return arrived;
        }
        SdkPojo builder = (SdkPojo) ((SdkRequest) arrived).toBuilder();
        clear(builder, "CopySource");
        return Field.build(builder);
    }

    static void amendResponse(OperationModel operation, SdkPojo builder) {
        if (operation.service().id().equals("route53")) {
            // The client cuts ids at their last slash, and makes absent lists of record sets empty ones.
            clear(builder, "HostedZone");
            set(builder, "HostedZones", List.of());
            set(builder, "ResourceRecordSets", List.of());
        }
        if (operation.service().id().equals("s3")) {
            // One header, two members.
            clear(builder, "Expires");
            clear(builder, "ExpiresString");
            // The client reads it line by line.
            set(builder, "Policy", "{\"Version\": \"2012-10-17\"}");
            // Metadata names are lower case, as header names are.
            if (Shape.of(builder).member("Metadata") != null) {
                set(builder, "Metadata", Map.of("a", "b"));
            }
            set(
                    builder,
                    "ContentLength",
                    operation.httpMethod().equals("HEAD") ? 1234L : (long) WireServer.STREAM.length);
            if (operation.streamingOutput()) {
                // The client would compare them with the stream.
                for (Field field : Shape.of(builder).fields) {
                    if (field.member.startsWith("Checksum")) {
                        field.set(builder, null);
                    }
                }
            }
        }
    }

    private static void set(SdkPojo builder, String member, @Nullable Object value) {
        Field field = Shape.of(builder).member(member);
        if (field != null) {
            field.set(builder, value);
        }
    }

    private static void clear(SdkPojo builder, String member) {
        set(builder, member, null);
    }
}
