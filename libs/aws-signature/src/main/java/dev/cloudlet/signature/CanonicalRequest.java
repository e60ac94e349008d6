package dev.cloudlet.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one form of a request that is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed request</a>
 */
record CanonicalRequest(String text) {

    static CanonicalRequest of(
            SignedRequest request, Collection<String> signedHeaders, String payloadHash, boolean normalisePath) {
        String path = normalisePath
                ? PercentEncoding.encode(normalise(request.rawPath()).getBytes(StandardCharsets.UTF_8), true)
                : PercentEncoding.reencodePath(request.rawPath());
        return of(request, path, signedHeaders, payloadHash);
    }

    static CanonicalRequest of(
            SignedRequest request, String canonicalPath, Collection<String> signedHeaders, String payloadHash) {
        StringBuilder text = new StringBuilder(512)
                .append(request.method())
                .append('\n')
                .append(canonicalPath)
                .append('\n')
                .append(Query.parse(request.rawQuery()).canonical())
                .append('\n');
        for (String name : signedHeaders) {
            text.append(name)
                    .append(':')
                    .append(canonicalValues(request.header(name)))
                    .append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
        return new CanonicalRequest(text.toString());
    }

    String stringToSign(String timestamp, CredentialScope scope) {
        return String.join("\n", "AWS4-HMAC-SHA256", timestamp, scope.text(), Digests.sha256Hex(text));
    }

    /** S3 signs a path as it is; every other service its normal form, encoded once more. */
    static boolean normalisesPath(CredentialScope scope) {
        return ErrorStyle.of(scope.service()) != ErrorStyle.S3;
    }

    static String canonicalValues(List<String> values) {
        return values.stream().map(CanonicalRequest::canonicalValue).collect(Collectors.joining(","));
    }

    private static String canonicalValue(String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                gap = true;
            } else {
                if (gap && !out.isEmpty()) {
                    out.append(' ');
                }
                gap = false;
                out.append(c);
            }
        }
        return asSigned(out.toString());
    }

    /** HTTP servers hand over one char per byte; the signer saw UTF-8. */
    private static String asSigned(String value) {
        if (value.chars().allMatch(c -> c < 0x80) || value.chars().anyMatch(c -> c > 0xff)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return value;
        }
    }

    /** Removes dot segments (RFC 3986, 5.2.4) and empty segments; a slash at the end stays. */
    static String normalise(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", kept);
        return path.endsWith("/") && !kept.isEmpty() ? joined + "/" : joined;
    }
}
