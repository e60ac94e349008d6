package dev.cloudlet.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks actions and resources as AWS does when a policy is stored, and compiles them. */
final class PatternSyntax {
    private static final Pattern VENDOR = Pattern.compile("[a-zA-Z0-9.-]+|\\*");
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f");
    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private PatternSyntax() {}

    static ActionPattern action(Json.Text text, PolicyKind kind, Wording wording) {
        String action = text.value();
        if (kind == PolicyKind.TRUST) {
            if (!action.toLowerCase(Locale.ROOT).startsWith("sts:")) {
                throw wording.action(text.span(), "AssumeRole policy may only specify STS AssumeRole actions.");
            }
        } else if (action.equals("*")) {
            return ActionPattern.of(action);
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            throw wording.action(
                    text.span(), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            throw wording.action(text.span(), "Actions/Condition can contain only one colon.");
        }
        String vendor = action.substring(0, colon);
        if (!VENDOR.matcher(vendor).matches()) {
            throw wording.action(text.span(), "Vendor " + vendor + " is not valid");
        }
        return ActionPattern.of(action);
    }

    static ArnPattern resource(Json.Text text, boolean variables, Wording wording) {
        String resource = text.value();
        if (!resource.equals("*")) {
            checkArn(text, wording);
        }
        try {
            return new ArnPattern(Template.parse(resource, variables, true));
        } catch (Template.VariableSyntaxException _) {
            throw wording.resource(text.span(), "The policy failed legacy parsing");
        }
    }

    /** IAM finds an empty service, and an ARN cut short after an empty part, before it looks at anything else. */
    static void checkLegacy(Json.Text text, Wording wording) {
        String[] parts = text.value().split(":", ArnText.PARTS);
        boolean noService = parts.length > 2 && parts[2].isEmpty();
        boolean cutShort = parts.length < ArnText.PARTS && text.value().contains("::");
        if (parts[0].equals("arn")
                && PARTITIONS.contains(parts.length > 1 ? parts[1] : "")
                && (noService || cutShort)) {
            throw wording.resource(text.span(), "The policy failed legacy parsing");
        }
    }

    private static void checkArn(Json.Text text, Wording wording) {
        String resource = text.value();
        String[] parts = resource.split(":", ArnText.PARTS);
        if (parts.length == 1) {
            throw wording.resource(text.span(), "Resource " + resource + " must be in ARN format or \"*\".");
        }
        String partition = parts[1];
        if (!PARTITIONS.contains(partition) && !partition.contains("*")) {
            throw wording.resource(
                    text.span(),
                    "Partition \"" + partition + "\" is not valid for resource \"" + completed(parts) + "\".");
        }
        if (!parts[0].equals("arn")) {
            throw wording.resource(text.span(), "Resource " + resource + " must be in ARN format or \"*\".");
        }
        if (parts.length == 2 || parts[2].contains("*") || parts[2].contains("?")) {
            throw wording.resource(text.span(), "Resource vendor must be fully qualified and cannot contain regexes.");
        }
        if (parts.length == ArnText.PARTS) {
            checkService(text, parts, wording);
        }
    }

    private static String completed(String[] parts) {
        parts[0] = "arn";
        return String.join(":", parts) + ":*".repeat(ArnText.PARTS - parts.length);
    }

    private static void checkService(Json.Text text, String[] parts, Wording wording) {
        boolean region = !parts[3].isEmpty();
        // Access points of S3 have a region and an account, buckets neither.
        if (parts[2].equals("s3") && region && parts[4].isEmpty()) {
            throw wording.resource(text.span(), "Resource " + text.value() + " can not contain region information.");
        }
        if (!parts[2].equals("iam")) {
            return;
        }
        if (region) {
            throw wording.resource(text.span(), "IAM resource " + text.value() + " cannot contain region information.");
        }
        // AWS does not list the account's root, yet its own policies name it.
        String path = parts[ArnText.PARTS - 1];
        boolean known = path.equals("root")
                || path.startsWith("*")
                || path.startsWith("${")
                || IAM_PATHS.stream().anyMatch(path::startsWith);
        if (!known) {
            throw wording.resource(
                    text.span(),
                    "IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".");
        }
    }
}
