package dev.cloudlet.signature;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * What a signing key is good for: one UTC day, one region, one service.
 *
 * @param date UTC day of the signature
 * @param region such as {@code us-east-1}
 * @param service signing name, such as {@code s3}, {@code iam}, {@code elasticloadbalancing}
 */
public record CredentialScope(LocalDate date, String region, String service) {

    static final String TERMINATOR = "aws4_request";

    /** The scope as it stands in a credential: {@code 20130524/us-east-1/s3/aws4_request}. */
    public String text() {
        return date.format(DateTimeFormatter.BASIC_ISO_DATE) + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
