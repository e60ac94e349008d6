package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one statement by the rules of its kind of policy. */
final class StatementParser {
    private static final Set<String> FIELDS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");

    private final PolicyKind kind;
    private final Wording wording;
    private final boolean variables;

    StatementParser(PolicyKind kind, Wording wording, boolean variables) {
        this.kind = kind;
        this.wording = wording;
        this.variables = variables;
    }

    Statement.Parts parse(Json.Members statement) {
        for (Json.Member member : statement.members()) {
            if (!FIELDS.contains(member.name())) {
                throw wording.unknownField(member.span(), member.name());
            }
        }
        refuseBoth(statement, "Action", "NotAction");
        refuseBoth(statement, "Resource", "NotResource");
        refuseBoth(statement, "Principal", "NotPrincipal");
        Effect effect = effect(statement);
        PrincipalPattern principal = principal(statement, effect);
        List<Condition> conditions = new ConditionParser(wording, variables).parse(statement.get("Condition"));
        return new Statement.Parts(
                effect,
                sid(statement),
                statement.get("NotAction") != null,
                actions(statement),
                statement.get("NotResource") != null,
                resources(statement),
                statement.get("NotPrincipal") != null,
                principal,
                conditions);
    }

    private void refuseBoth(Json.Members statement, String one, String other) {
        Json second = statement.get(other);
        if (statement.get(one) != null && second != null) {
            throw wording.syntax(second.span());
        }
    }

    private @Nullable String sid(Json.Members statement) {
        Json sid = statement.get("Sid");
        if (sid == null) {
            return null;
        }
        if (!(sid instanceof Json.Text text)) {
            throw wording.syntax(sid.span());
        }
        // Bucket policies may have any Sid, IAM's own only letters and digits.
        if (wording != Wording.RESOURCE && !SID.matcher(text.value()).matches()) {
            throw wording.sid(sid.span());
        }
        return text.value().isEmpty() ? null : text.value();
    }

    private Effect effect(Json.Members statement) {
        Json effect = statement.get("Effect");
        if (effect == null) {
            throw wording.missing(statement.span(), "Effect");
        }
        if (!(effect instanceof Json.Text text)) {
            throw wording.syntax(effect.span());
        }
        return switch (text.value()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw wording.effect(effect.span(), text.value());
        };
    }

    private @Nullable PrincipalPattern principal(Json.Members statement, Effect effect) {
        Json principal = statement.get("Principal");
        Json notPrincipal = statement.get("NotPrincipal");
        if (!kind.namesPrincipals()) {
            Json given = principal != null ? principal : notPrincipal;
            if (given != null) {
                throw wording.plain(given.span(), "Policy document should not specify a principal.");
            }
            return null;
        }
        if (notPrincipal != null && effect == Effect.ALLOW) {
            throw wording.plain(notPrincipal.span(), "Allow with NotPrincipal is not allowed.");
        }
        if (notPrincipal != null && kind == PolicyKind.TRUST) {
            throw wording.plain(notPrincipal.span(), "AssumeRole policy must not contain NotPrincipal field.");
        }
        PrincipalParser parser = new PrincipalParser(kind, wording);
        if (notPrincipal != null) {
            return parser.parse(notPrincipal);
        }
        if (principal == null) {
            throw wording.missing(statement.span(), "Principal");
        }
        return parser.parse(principal);
    }

    private List<ActionPattern> actions(Json.Members statement) {
        Json action = statement.get("Action");
        Json given = action != null ? action : statement.get("NotAction");
        if (given == null) {
            throw wording.missing(statement.span(), "Action", "Policy statement must contain actions.");
        }
        List<Json.Text> texts = texts(given);
        if (texts.isEmpty()) {
            throw wording.empty(given.span(), "Action", "Policy statement must contain actions.");
        }
        List<ActionPattern> actions = new ArrayList<>(texts.size());
        for (Json.Text text : texts) {
            actions.add(PatternSyntax.action(text, kind, wording));
        }
        return actions;
    }

    private List<ArnPattern> resources(Json.Members statement) {
        Json resource = statement.get("Resource");
        Json notResource = statement.get("NotResource");
        if (!kind.namesResources()) {
            if (resource != null) {
                throw wording.plain(resource.span(), "Has prohibited field Resource");
            }
            if (notResource != null) {
                throw wording.plain(notResource.span(), "AssumeRole policy must not contain resources.");
            }
            return List.of();
        }
        Json given = resource != null ? resource : notResource;
        if (given == null) {
            throw wording.missing(statement.span(), "Resource", "Policy statement must contain resources.");
        }
        List<Json.Text> texts = texts(given);
        if (texts.isEmpty()) {
            throw wording.empty(given.span(), "Resource", "Policy statement must contain resources.");
        }
        List<ArnPattern> resources = new ArrayList<>(texts.size());
        for (Json.Text text : texts) {
            resources.add(PatternSyntax.resource(text, variables, wording));
        }
        return resources;
    }

    /** A string or a list of strings. */
    private List<Json.Text> texts(Json json) {
        if (json instanceof Json.Text text) {
            return List.of(text);
        }
        if (!(json instanceof Json.Items items)) {
            throw wording.syntax(json.span());
        }
        List<Json.Text> texts = new ArrayList<>(items.items().size());
        for (Json item : items.items()) {
            if (!(item instanceof Json.Text text)) {
                throw wording.syntax(item.span());
            }
            texts.add(text);
        }
        return texts;
    }
}
