package dev.cloudlet.storage.checksum;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.storage.S3Error;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client promises about the bytes that it sends: Content-MD5, and at most one checksum, in a header or after the bytes
 * in a trailer.
 *
 * @param algorithm the one that the client chose, or null
 * @param value its value in Base64, or null when it comes in the trailer
 */
public record ExpectedDigests(
        byte @Nullable [] md5,
        @Nullable Algorithm algorithm,
        @Nullable String value) {
    private static final int MD5_LENGTH = 16;

    /** Reads the headers, and refuses those that could never be right. */
    public static ExpectedDigests of(RequestHead head) {
        ExpectedDigests found = inHeaders(head);
        Algorithm inTrailer = inTrailer(head.first("x-amz-trailer"));
        if (inTrailer != null) {
            requireOne(found.algorithm);
            found = new ExpectedDigests(found.md5, inTrailer, null);
        }
        requireValue(head.first("x-amz-sdk-checksum-algorithm"), found.algorithm);
        return found;
    }

    /**
     * Of a request whose body is a document: the headers alone, for there x-amz-checksum-* may also be a member, as in
     * CompleteMultipartUpload, where it is the object's.
     */
    static ExpectedDigests ofDocument(RequestHead head) {
        boolean isAboutDocument =
                head.first("x-amz-sdk-checksum-algorithm") != null || !("&" + head.rawQuery()).contains("&uploadId=");
        return isAboutDocument ? inHeaders(head) : new ExpectedDigests(md5(head.first("content-md5")), null, null);
    }

    private static ExpectedDigests inHeaders(RequestHead head) {
        byte[] md5 = md5(head.first("content-md5"));
        Algorithm found = null;
        String value = null;
        for (Algorithm each : Algorithm.values()) {
            String header = head.first(each.header());
            if (header != null) {
                requireOne(found);
                found = each;
                value = checked(header, each, "header");
            }
        }
        return new ExpectedDigests(md5, found, value);
    }

    /**
     * Compares with what arrived.
     *
     * @param trailers asked only when the value was to come in one
     */
    public void verify(byte[] actualMd5, Checksum actual, Supplier<Map<String, String>> trailers) {
        if (md5 != null && !MessageDigest.isEqual(md5, actualMd5)) {
            throw S3Error.BAD_DIGEST
                    .error()
                    .with("ExpectedDigest", Base64.getEncoder().encodeToString(md5))
                    .with("CalculatedDigest", Base64.getEncoder().encodeToString(actualMd5));
        }
        if (algorithm == null) {
            return;
        }
        String expected = value != null ? value : trailer(algorithm, trailers.get());
        if (!expected.equals(actual.value())) {
            throw mismatch(algorithm);
        }
    }

    /** The refusal of bytes that are not those that the checksum was of. */
    public static AwsException mismatch(Algorithm algorithm) {
        return S3Error.BAD_DIGEST.of(
                "The %s you specified did not match the calculated checksum.", algorithm.wireName());
    }

    private static String trailer(Algorithm algorithm, Map<String, String> trailers) {
        String value = trailers.get(algorithm.header());
        if (value == null) {
            throw S3Error.MALFORMED_TRAILER.error();
        }
        return checked(value, algorithm, "trailing header");
    }

    private static byte @Nullable [] md5(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            byte[] md5 = Base64.getDecoder().decode(header);
            if (md5.length == MD5_LENGTH) {
                return md5;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as one of another length is.
        }
        throw S3Error.INVALID_DIGEST.error().with("Content-MD5", header);
    }

    private static @Nullable Algorithm inTrailer(@Nullable String announced) {
        if (announced == null) {
            return null;
        }
        for (Algorithm each : Algorithm.values()) {
            if (each.header().equalsIgnoreCase(announced.strip())) {
                return each;
            }
        }
        throw S3Error.INVALID_REQUEST.of("The value specified in the x-amz-trailer header is not supported");
    }

    private static void requireOne(@Nullable Algorithm found) {
        if (found != null) {
            throw S3Error.INVALID_REQUEST.of(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
    }

    private static void requireValue(@Nullable String named, @Nullable Algorithm found) {
        if (named == null) {
            return;
        }
        Algorithm algorithm = Algorithm.of(named);
        if (algorithm == null) {
            throw S3Error.INVALID_REQUEST.of("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
        if (found != algorithm) {
            throw S3Error.INVALID_REQUEST.of("x-amz-sdk-checksum-algorithm specified, but no corresponding"
                    + " x-amz-checksum-* or x-amz-trailer headers were found.");
        }
    }

    private static String checked(String value, Algorithm algorithm, String where) {
        try {
            if (Base64.getDecoder().decode(value).length == algorithm.length()) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as one of another length is.
        }
        throw S3Error.INVALID_REQUEST.of("Value for %s %s is invalid.", algorithm.header(), where);
    }
}
