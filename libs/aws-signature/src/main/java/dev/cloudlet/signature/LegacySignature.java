package dev.cloudlet.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signature Version 2 of S3: HMAC-SHA1 with the secret itself, in Base64.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing and authenticating REST requests</a>
 */
public final class LegacySignature {
    /** Parameters that belong to the resource; all others, those younger than this signature too, are not signed. */
    private static final Set<String> SUBRESOURCES = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "cors",
            "delete",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "select",
            "select-type",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private LegacySignature() {}

    /**
     * What is signed of a request.
     *
     * @param bucketOfHost the bucket that the host name stands for, null if the path names it
     * @throws SignatureException if the claim is not good at this time
     */
    public static String stringToSign(
            Claim.Legacy claim, SignedRequest request, @Nullable String bucketOfHost, Instant now) {
        LegacyClaims.checkTime(claim, now);
        Instant expires = claim.expires();
        Map<String, String> amz = new TreeMap<>();
        request.headers().forEach((name, values) -> {
            if (name.startsWith("x-amz-")) {
                amz.put(name, CanonicalRequest.canonicalValues(values));
            }
        });
        boolean dated = amz.containsKey("x-amz-date");
        StringBuilder text = new StringBuilder(request.method())
                .append('\n')
                .append(only(request, "content-md5"))
                .append('\n')
                .append(only(request, "content-type"))
                .append('\n')
                .append(expires != null ? Long.toString(expires.getEpochSecond()) : dated ? "" : only(request, "date"))
                .append('\n');
        amz.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
        if (bucketOfHost != null) {
            text.append('/').append(bucketOfHost);
        }
        // Clients sign the bucket itself as the folder that it is to them, by either way of naming it.
        boolean bare = bucketOfHost == null
                && request.rawPath().length() > 1
                && request.rawPath().indexOf('/', 1) < 0;
        return text.append(request.rawPath())
                .append(bare ? "/" : "")
                .append(subresources(request.rawQuery()))
                .toString();
    }

    private static String only(SignedRequest request, String name) {
        if (request.header(name).size() > 1) {
            throw SignatureException.of(Reason.SIGNATURE_MISMATCH);
        }
        return request.header(name).isEmpty()
                ? ""
                : request.header(name).getFirst().strip();
    }

    private static String subresources(String rawQuery) {
        String signed = Query.parse(rawQuery).parameters().stream()
                .filter(parameter -> SUBRESOURCES.contains(parameter.name()))
                .sorted(Comparator.comparing(Query.Parameter::name))
                .map(parameter -> parameter.value().isEmpty()
                        ? parameter.name()
                        : parameter.name() + "=" + parameter.decodedValue())
                .collect(Collectors.joining("&"));
        return signed.isEmpty() ? "" : "?" + signed;
    }

    /** Whether this is the secret's signature of this text. Takes as long whatever the position of the first difference. */
    public static boolean matches(String secret, String stringToSign, String signature) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] right = Base64.getEncoder().encode(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
