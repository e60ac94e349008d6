package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Everything S3 does unlike the other services. */
public final class S3Quirks {
    // s3.<rest> or s3-<region>.<rest>, but neither s3-website nor s3-control, which are other services.
    private static final Pattern VIRTUAL_HOST =
            Pattern.compile("(?<bucket>.+)\\.s3(?:-(?!website|control|outposts|object-lambda)[a-z0-9-]+)?\\..+");
    private static final Pattern LOCALHOST = Pattern.compile("(?<bucket>.+)\\.localhost");
    private static final Pattern OTHER_LOCALHOST =
            Pattern.compile("(?:.*\\.)?(?:elb|s3-website|s3-website-[a-z0-9-]+|s3|s3\\.[a-z0-9-]+)\\.localhost");
    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?UTF-8\\?B\\?([A-Za-z0-9+/=]*)\\?=", Pattern.CASE_INSENSITIVE);
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html, EncodingType
    private static final Set<String> LISTED_KEYS =
            Set.of("Key", "Prefix", "Delimiter", "Marker", "NextMarker", "StartAfter", "KeyMarker", "NextKeyMarker");
    private static final Set<String> LISTINGS =
            Set.of("ListObjects", "ListObjectsV2", "ListObjectVersions", "ListMultipartUploads");

    private S3Quirks() {}

    static boolean isS3(ServiceModel service) {
        return service.id().equals("s3");
    }

    /**
     * The bucket a host name stands for, or null: {@code bucket.s3.localhost}, {@code bucket.s3.eu-west-1.localhost},
     * {@code bucket.s3.amazonaws.com}, {@code bucket.s3-eu-west-1.amazonaws.com}, and {@code bucket.localhost}, which
     * is what SDKs make of the endpoint {@code http://localhost}.
     */
    public static @Nullable String bucketOfHost(String host) {
        Matcher virtual = VIRTUAL_HOST.matcher(host);
        if (virtual.matches()) {
            return virtual.group("bucket");
        }
        Matcher local = LOCALHOST.matcher(host);
        return local.matches() && !OTHER_LOCALHOST.matcher(host).matches() ? local.group("bucket") : null;
    }

    /** The same request with the bucket in the path, if it was in the host name. Signatures need the original. */
    public static RequestHead pathStyle(RequestHead head) {
        String bucket = bucketOfHost(head.host());
        return bucket == null ? head : head.withPath("/" + bucket + head.rawPath());
    }

    /** Whether the body comes in aws-chunked framing, signed or not, which has to be taken off before decoding. */
    public static boolean isAwsChunked(RequestHead head) {
        String hash = head.first("x-amz-content-sha256");
        return (hash != null && hash.startsWith("STREAMING-"))
                || encodings(head).contains("aws-chunked");
    }

    /** The length of the body without framing in bytes, or null if the request does not say. */
    public static @Nullable Long decodedLength(RequestHead head) {
        String length = head.first(isAwsChunked(head) ? "x-amz-decoded-content-length" : "content-length");
        if (length == null) {
            return null;
        }
        if (!length.matches("\\d{1,18}")) {
            throw CommonError.INVALID_ARGUMENT.of("The content length is not a number of bytes.");
        }
        return Long.valueOf(length);
    }

    /** Whether this is a browser's form upload, an operation the service model does not have. */
    public static boolean isPostForm(RequestHead head) {
        String type = head.first("content-type");
        return head.method().equals("POST")
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private static List<String> encodings(RequestHead head) {
        List<String> encodings = new ArrayList<>();
        for (String line : head.headers().getOrDefault("content-encoding", List.of())) {
            for (String encoding : line.split(",", -1)) {
                if (!encoding.isBlank()) {
                    encodings.add(encoding.strip());
                }
            }
        }
        return encodings;
    }

    /** The head as if the body had never been framed: framing is transport, not part of the object. */
    static RequestHead withoutFraming(RequestHead head) {
        if (!isAwsChunked(head)) {
            return head;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>(head.headers());
        List<String> encodings = encodings(head);
        encodings.removeIf(encoding -> encoding.equalsIgnoreCase("aws-chunked"));
        headers.remove("content-encoding");
        if (!encodings.isEmpty()) {
            headers.put("content-encoding", List.of(String.join(",", encodings)));
        }
        List<String> length = headers.get("x-amz-decoded-content-length");
        if (length != null) {
            headers.put("content-length", length);
        }
        return new RequestHead(head.method(), head.rawPath(), head.rawQuery(), headers);
    }

    /**
     * Fills in SourceBucket, SourceKey and SourceVersionId, which only the SDK has, from the header
     * {@code x-amz-copy-source: /bucket/key?versionId=…}, whose key is percent-encoded.
     */
    static void readCopySource(OperationModel operation, RequestHead head, SdkPojo builder) {
        boolean copies =
                operation.name().equals("CopyObject") || operation.name().equals("UploadPartCopy");
        String text = copies ? head.first("x-amz-copy-source") : null;
        if (text == null) {
            return;
        }
        int version = text.indexOf("?versionId=");
        String path = version < 0 ? text : text.substring(0, version);
        String decoded = Urls.decodePath(path.startsWith("/") ? path.substring(1) : path);
        int slash = decoded.indexOf('/');
        if (slash <= 0 || slash == decoded.length() - 1) {
            throw CommonError.INVALID_ARGUMENT
                    .of("Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
                    .with("ArgumentName", "x-amz-copy-source")
                    .with("ArgumentValue", text);
        }
        set(builder, "SourceBucket", decoded.substring(0, slash));
        set(builder, "SourceKey", decoded.substring(slash + 1));
        if (version >= 0) {
            set(builder, "SourceVersionId", Urls.decodePath(text.substring(version + "?versionId=".length())));
        }
    }

    private static void set(SdkPojo builder, String member, String value) {
        Objects.requireNonNull(Shape.of(builder).member(member), member).set(builder, value);
    }

    /**
     * A value of user metadata as a header: text beyond ASCII as RFC 2047 has it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">User-defined metadata</a>
     */
    static String metadataToWire(String value) {
        boolean ascii = value.chars().allMatch(c -> c < 0x80);
        String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return ascii ? value : "=?UTF-8?B?" + encoded + "?=";
    }

    /** A value of user metadata from a header, in which servers see the bytes of UTF-8 one by one. */
    static String metadataFromWire(String value) {
        Matcher word = ENCODED_WORD.matcher(value);
        if (word.matches()) {
            try {
                return new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return value;
            }
        }
        boolean bytes = value.chars().anyMatch(c -> c >= 0x80) && value.chars().allMatch(c -> c <= 0xff);
        return bytes ? new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) : value;
    }

    /** Whether a listing percent-encodes its keys, because the client asked for encoding-type=url. */
    static boolean encodesKeys(OperationModel operation, SdkPojo response) {
        return isS3(operation.service())
                && LISTINGS.contains(operation.name())
                && "url".equals(Members.value(response, "EncodingType"));
    }

    static boolean isListedKey(String member) {
        return LISTED_KEYS.contains(member);
    }

    /** Whether the answer's one member is the root element itself. */
    static boolean isUnwrapped(OperationModel operation) {
        return isS3(operation.service()) && operation.name().equals("GetBucketLocation");
    }

    static byte[] unwrapped(OperationModel operation, SdkPojo response) {
        Object location = Members.value(response, "LocationConstraint");
        return new XmlWriter()
                .declaration()
                .open(operation.root(), operation.service().xmlNamespace())
                .text(location == null ? "" : location.toString())
                .close(operation.root())
                .bytes();
    }
}
