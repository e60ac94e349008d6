package dev.cloudlet.signature;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The Authorization header: {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">S3:
 *     Authorization header</a>
 */
final class AuthorizationHeader {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final List<String> COMPONENTS = List.of("Credential", "Signature", "SignedHeaders");

    private final String header;
    private final SignedRequest request;

    private AuthorizationHeader(String header, SignedRequest request) {
        this.header = header;
        this.request = request;
    }

    static Claim.Signed parse(String header, SignedRequest request) {
        return new AuthorizationHeader(header.strip(), request).parse();
    }

    private Claim.Signed parse() {
        int space = header.indexOf(' ');
        checkAlgorithm(space < 0 ? header : header.substring(0, space));
        Map<String, String> components = components(space < 0 ? "" : header.substring(space + 1));
        Credential credential = Credential.parse(components.getOrDefault("Credential", ""), this::malformed);
        String list = components.getOrDefault("SignedHeaders", "");
        SortedSet<String> signedHeaders = SignedHeaders.parse(list)
                .orElseThrow(() -> malformed(
                        "the authorization component \"SignedHeaders=" + list + "\" is malformed.",
                        "SignedHeaders must be a list of lower-case header names delimited by semicolons, got '" + list
                                + "'"));
        Instant signedAt = signedAt();
        checkDate(credential.scope(), signedAt);
        return new Claim.Signed(
                credential.accessKeyId(),
                credential.scope(),
                signedHeaders,
                components.getOrDefault("Signature", ""),
                Claim.Kind.HEADER,
                signedAt,
                null,
                SessionToken.inHeader(request),
                payload(credential.scope()));
    }

    private void checkAlgorithm(String algorithm) {
        switch (algorithm) {
            case ALGORITHM -> {}
            case "AWS4-ECDSA-P256-SHA256" -> throw SignatureException.of(Reason.NOT_IMPLEMENTED);
            case "AWS" -> throw SignatureException.of(Reason.UNSUPPORTED_MECHANISM);
            default ->
                throw SignatureException.of(
                                Reason.INVALID_AUTHORIZATION_ARGUMENT,
                                "Unsupported Authorization Type",
                                missing(COMPONENTS))
                        .with("ArgumentName", "Authorization")
                        .with("ArgumentValue", algorithm);
        }
    }

    private Map<String, String> components(String text) {
        Map<String, String> components = new LinkedHashMap<>();
        for (String component : text.split(",", -1)) {
            int equals = component.indexOf('=');
            String name = equals < 0 ? "" : component.substring(0, equals).strip();
            if (!COMPONENTS.contains(name)
                    || components.put(name, component.substring(equals + 1).strip()) != null) {
                throw malformed(
                        "the authorization component \"" + component.strip() + "\" is malformed.",
                        equals < 0
                                ? "'" + component.strip()
                                        + "' not a valid key=value pair (missing equal-sign) in Authorization header: "
                                        + hashedHeader() + "."
                                : "Authorization header has an unknown or repeated parameter '" + name + "'. "
                                        + hashedHeader());
            }
        }
        List<String> missing = COMPONENTS.stream()
                .filter(name -> components.getOrDefault(name, "").isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw malformed(
                    components.size() < COMPONENTS.size()
                            ? "the authorization header requires three components:"
                                    + " Credential, SignedHeaders, and Signature."
                            : "missing " + missing.getFirst() + ".",
                    missing(missing));
        }
        return components;
    }

    private Instant signedAt() {
        List<String> dates = request.header("x-amz-date");
        boolean standard = dates.isEmpty();
        if (standard) {
            dates = request.header("date");
        }
        if (dates.isEmpty()) {
            throw missingDate(missing(List.of()));
        }
        String text = dates.getFirst().strip();
        try {
            if (dates.size() == 1) {
                return standard && !text.endsWith("Z")
                        ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)
                        : Timestamps.parse(text);
            }
        } catch (DateTimeException notATime) {
            // Said below, as for several.
        }
        throw missingDate("Date must be in ISO-8601 'basic format'. Got '" + String.join(",", dates)
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    private static void checkDate(CredentialScope scope, Instant signedAt) {
        String day = Timestamps.format(signedAt).substring(0, 8);
        String scoped = scope.date().format(DateTimeFormatter.BASIC_ISO_DATE);
        if (!scoped.equals(day)) {
            throw SignatureException.of(
                    Reason.WRONG_SCOPE,
                    "The authorization header is malformed; Invalid credential date \"" + scoped
                            + "\". This date is not the same as X-Amz-Date: \"" + day + "\".",
                    scopeDateMismatch(scoped, day, signedAt));
        }
    }

    static String scopeDateMismatch(String scoped, String day, Instant signedAt) {
        return "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '" + scoped
                + "' != '" + day + "', from '" + Timestamps.format(signedAt) + "'.";
    }

    private Payload payload(CredentialScope scope) {
        if (ErrorStyle.of(scope.service()) != ErrorStyle.S3) {
            return new Payload.Absent();
        }
        Payload payload = ContentSha256.of(request);
        if (payload instanceof Payload.Absent) {
            throw SignatureException.of(Reason.MISSING_CONTENT_SHA256);
        }
        return payload;
    }

    private String missing(List<String> components) {
        StringBuilder message = new StringBuilder();
        for (String name : components) {
            message.append("Authorization header requires '").append(name).append("' parameter. ");
        }
        if (request.header("x-amz-date").isEmpty() && request.header("date").isEmpty()) {
            message.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        return message + hashedHeader();
    }

    /** The header may carry a secret sent by mistake, so that AWS only repeats its hash. */
    private String hashedHeader() {
        byte[] hash = Digests.sha256().digest(header.getBytes(StandardCharsets.UTF_8));
        return "(Hashed with SHA-256 and encoded with Base64) Authorization="
                + Base64.getEncoder().encodeToString(hash);
    }

    private SignatureException missingDate(String others) {
        return SignatureException.of(
                Reason.MISSING_DATE, "AWS authentication requires a valid Date or x-amz-date header.", others);
    }

    private SignatureException malformed(String s3, String others) {
        return SignatureException.of(
                Reason.MALFORMED_AUTHORIZATION, "The authorization header is malformed; " + s3, others);
    }
}
