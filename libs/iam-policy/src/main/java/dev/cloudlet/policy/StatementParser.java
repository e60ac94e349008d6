package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one statement by the rules of its kind of policy, check by check. */
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

    private final Json.Members statement;
    private final PolicyKind kind;
    private final Wording wording;
    private final boolean variables;
    private final ConditionParser conditions;

    StatementParser(Json.Members statement, PolicyKind kind, Wording wording, boolean variables) {
        this.statement = statement;
        this.kind = kind;
        this.wording = wording;
        this.variables = variables;
        this.conditions = new ConditionParser(wording, variables);
    }

    SourceSpan span() {
        return statement.span();
    }

    /** The fields and the types of their values. */
    void checkSyntax() {
        for (Json.Member member : statement.members()) {
            if (!FIELDS.contains(member.name())) {
                throw wording.unknownField(member.span(), member.name());
            }
        }
        refuseBoth("Action", "NotAction");
        refuseBoth("Resource", "NotResource");
        refuseBoth("Principal", "NotPrincipal");
        Json effect = statement.get("Effect");
        if (effect == null) {
            throw wording.missing(span(), "Effect");
        }
        if (!(effect instanceof Json.Text text)) {
            throw wording.syntax(effect.span());
        }
        if (!text.value().equalsIgnoreCase("Allow") && !text.value().equalsIgnoreCase("Deny")) {
            throw wording.effect(effect.span(), text.value());
        }
        Json sid = statement.get("Sid");
        if (sid != null && !(sid instanceof Json.Text)) {
            throw wording.syntax(sid.span());
        }
        texts(either("Action", "NotAction"));
        texts(either("Resource", "NotResource"));
        conditions.checkSyntax(statement.get("Condition"));
    }

    private void refuseBoth(String one, String other) {
        Json second = statement.get(other);
        if (statement.get(one) != null && second != null) {
            throw wording.syntax(second.span());
        }
    }

    private @Nullable Json either(String one, String other) {
        Json first = statement.get(one);
        return first != null ? first : statement.get(other);
    }

    /** A string or a list of strings; none when it is not there. */
    private List<Json.Text> texts(@Nullable Json json) {
        if (json == null) {
            return List.of();
        }
        List<Json> items = json instanceof Json.Items many ? many.items() : List.of(json);
        List<Json.Text> texts = new ArrayList<>(items.size());
        for (Json item : items) {
            if (!(item instanceof Json.Text text)) {
                throw wording.syntax(item.span());
            }
            texts.add(text);
        }
        return texts;
    }

    /** What IAM calls legacy parsing, and what only some kinds of policies may say. */
    void checkValues() {
        effect();
        checkPrincipalAllowed();
        conditions.parse(statement.get("Condition"));
        for (Json.Text resource : texts(either("Resource", "NotResource"))) {
            PatternSyntax.checkLegacy(resource, wording);
        }
        if (!kind.namesResources()) {
            Json resource = statement.get("Resource");
            Json notResource = statement.get("NotResource");
            if (resource != null) {
                throw wording.plain(resource.span(), "Has prohibited field Resource");
            }
            if (notResource != null) {
                throw wording.plain(notResource.span(), "AssumeRole policy must not contain resources.");
            }
        }
    }

    private Effect effect() {
        if (!(statement.get("Effect") instanceof Json.Text text)) {
            throw wording.missing(span(), "Effect");
        }
        return switch (text.value()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw wording.effect(text.span(), text.value());
        };
    }

    private void checkPrincipalAllowed() {
        Json given = either("Principal", "NotPrincipal");
        Json notPrincipal = statement.get("NotPrincipal");
        if (!kind.namesPrincipals() && given != null) {
            throw wording.plain(given.span(), "Policy document should not specify a principal.");
        }
        if (notPrincipal != null && effect() == Effect.ALLOW) {
            throw wording.plain(notPrincipal.span(), "Allow with NotPrincipal is not allowed.");
        }
        if (notPrincipal != null && kind == PolicyKind.TRUST) {
            throw wording.plain(notPrincipal.span(), "AssumeRole policy must not contain NotPrincipal field.");
        }
        if (kind.namesPrincipals() && given == null) {
            throw wording.missing(span(), "Principal");
        }
    }

    /** The name; bucket policies may have any, IAM's own only letters and digits. */
    @Nullable
    String sid() {
        if (!(statement.get("Sid") instanceof Json.Text text) || text.value().isEmpty()) {
            return null;
        }
        if (wording != Wording.RESOURCE && !SID.matcher(text.value()).matches()) {
            throw wording.sid(text.span());
        }
        return text.value();
    }

    /** There are actions and resources. */
    void checkPresence() {
        Json action = either("Action", "NotAction");
        String noActions = "Policy statement must contain actions.";
        if (action == null) {
            throw wording.missing(span(), "Action", noActions);
        }
        if (texts(action).isEmpty()) {
            throw wording.empty(action.span(), "Action", noActions);
        }
        if (!kind.namesResources()) {
            return;
        }
        Json resource = either("Resource", "NotResource");
        String noResources = "Policy statement must contain resources.";
        if (resource == null) {
            actions();
            throw wording.missing(span(), "Resource", noResources);
        }
        if (texts(resource).isEmpty()) {
            throw wording.empty(resource.span(), "Resource", noResources);
        }
    }

    Statement.Parts build() {
        Json principal = either("Principal", "NotPrincipal");
        List<ArnPattern> resources = new ArrayList<>();
        for (Json.Text text : texts(either("Resource", "NotResource"))) {
            resources.add(PatternSyntax.resource(text, variables, wording));
        }
        return new Statement.Parts(
                effect(),
                sid(),
                statement.get("NotAction") != null,
                actions(),
                statement.get("NotResource") != null,
                resources,
                statement.get("NotPrincipal") != null,
                principal == null ? null : new PrincipalParser(kind, wording).parse(principal),
                conditions.parse(statement.get("Condition")),
                contextKeys());
    }

    private List<String> contextKeys() {
        ContextKeyNames names = new ContextKeyNames(variables);
        texts(either("Resource", "NotResource")).forEach(text -> names.addVariables(text.value()));
        conditions.contextKeys(statement.get("Condition"), names);
        return names.all();
    }

    private List<ActionPattern> actions() {
        List<ActionPattern> actions = new ArrayList<>();
        for (Json.Text text : texts(either("Action", "NotAction"))) {
            actions.add(PatternSyntax.action(text, kind, wording));
        }
        return actions;
    }
}
