package dev.cloudlet.signature;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The credential of a signature: {@code access key id/date/region/service/aws4_request}. */
record Credential(String accessKeyId, CredentialScope scope) {

    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\w{1,128}");
    private static final Pattern SCOPE_PART = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Says what is wrong, in S3's words and in those of the other services. */
    interface Malformed {
        SignatureException because(String s3, String others);
    }

    static Credential parse(String text, Malformed malformed) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5
                || parts[0].isEmpty()
                || !SCOPE_PART.matcher(parts[2]).matches()
                || !SCOPE_PART.matcher(parts[3]).matches()) {
            throw malformed.because(
                    "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                            + text + "'");
        }
        if (!parts[4].equals(CredentialScope.TERMINATOR)) {
            throw malformed.because(
                    "incorrect terminal \"" + parts[4] + "\". This endpoint uses \"aws4_request\".",
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '" + parts[4] + "'.");
        }
        if (!ACCESS_KEY_ID.matcher(parts[0]).matches()) {
            throw SignatureException.of(Reason.UNKNOWN_ACCESS_KEY).with("AWSAccessKeyId", parts[0]);
        }
        return new Credential(parts[0], new CredentialScope(date(parts[1], malformed), parts[2], parts[3]));
    }

    private static LocalDate date(String text, Malformed malformed) {
        try {
            if (text.length() == 8) {
                return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
            }
        } catch (DateTimeException notADate) {
            // Said below, as for any other text.
        }
        throw malformed.because(
                "incorrect date format \"" + text
                        + "\". This date in the credential must be in the format \"yyyyMMdd\".",
                "Date in Credential scope must be in the format YYYYMMDD, got '" + text + "'");
    }
}
