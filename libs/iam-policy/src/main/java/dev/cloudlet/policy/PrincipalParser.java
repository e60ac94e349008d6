package dev.cloudlet.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Principal} and {@code NotPrincipal}. */
final class PrincipalParser {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");
    /** CloudFront's origin access identities are users of an account called cloudfront, with spaces in their names. */
    private static final Pattern IDENTITY = Pattern.compile("arn:aws[a-z-]*:(?:"
            + "iam::(?:\\d{12}|cloudfront):(?:user|role)/[^*?:]+"
            + "|sts::\\d{12}:(?:assumed-role/[^*?:/]+/[^*?:/]+|federated-user/[^*?:/]+))");

    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z0-9]{15,127}");
    private static final Pattern SERVICE = Pattern.compile("[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+");
    private static final Pattern FEDERATED = Pattern.compile("[^*?\\s]+");
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-zA-Z]{1,128}");

    private final PolicyKind kind;
    private final Wording wording;
    private boolean everyone;
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final Set<String> services = new HashSet<>();
    private final Set<String> federated = new HashSet<>();
    private final Set<String> canonicalUsers = new HashSet<>();

    PrincipalParser(PolicyKind kind, Wording wording) {
        this.kind = kind;
        this.wording = wording;
    }

    PrincipalPattern parse(Json json) {
        switch (json) {
            case Json.Text text -> star(text);
            case Json.Members members -> members(members);
            case Json.Items other -> throw wording.syntax(other.span());
            case Json.Literal other -> throw wording.syntax(other.span());
            case Json.Null other -> throw wording.syntax(other.span());
        }
        return new PrincipalPattern(
                everyone, kind != PolicyKind.TRUST, accounts, identities, services, federated, canonicalUsers);
    }

    private void star(Json.Text text) {
        if (kind == PolicyKind.TRUST && text.value().equals("*")) {
            throw wording.plain(text.span(), "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".");
        }
        if (!text.value().equals("*")) {
            throw wording.principal(text.span(), "AWS", text.value());
        }
        everyone = true;
    }

    private void members(Json.Members members) {
        if (members.members().isEmpty()) {
            throw wording.empty(members.span(), "Principal", "");
        }
        for (Json.Member member : members.members()) {
            List<Json> values = member.value() instanceof Json.Items items ? items.items() : List.of(member.value());
            if (values.isEmpty()) {
                throw wording.empty(member.span(), "Principal", "");
            }
            for (Json value : values) {
                if (!(value instanceof Json.Text text)) {
                    throw wording.syntax(value.span());
                }
                if (!add(member.name(), text.value())) {
                    throw wording.principal(value.span(), member.name(), text.value());
                }
            }
        }
    }

    private boolean add(String type, String value) {
        return switch (type) {
            case "AWS" -> aws(value);
            case "Service" -> SERVICE.matcher(value).matches() && known(services, value);
            case "Federated" -> FEDERATED.matcher(value).matches() && known(federated, value);
            case "CanonicalUser" ->
                kind != PolicyKind.TRUST && CANONICAL.matcher(value).matches() && known(canonicalUsers, value);
            default -> false;
        };
    }

    private boolean aws(String value) {
        Matcher root = ROOT.matcher(value);
        if (value.equals("*")) {
            everyone = true;
            return true;
        }
        if (root.matches()) {
            return known(accounts, root.group(1));
        }
        if (ACCOUNT.matcher(value).matches()) {
            return known(accounts, value);
        }
        return (IDENTITY.matcher(value).matches() || UNIQUE_ID.matcher(value).matches()) && known(identities, value);
    }

    /** A name said twice is fine. */
    private static boolean known(Set<String> names, String name) {
        names.add(name);
        return true;
    }
}
