package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the outer part of a policy.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">AWS: grammar</a>
 */
final class PolicyParser {
    private static final String OLD = "2008-10-17";
    private static final String NEW = "2012-10-17";

    private final String json;
    private final PolicyKind kind;
    private final Wording wording;

    PolicyParser(String json, PolicyKind kind) {
        this.json = json;
        this.kind = kind;
        this.wording = Wording.of(kind);
    }

    PolicyDocument parse() {
        if (!(JsonReader.read(json, wording) instanceof Json.Members root)) {
            throw wording.invalidJson(new SourceSpan(1, 1, 1, 1));
        }
        for (Json.Member member : root.members()) {
            switch (member.name()) {
                case "Version", "Statement" -> {}
                case "Id" -> {
                    if (!(member.value() instanceof Json.Text)) {
                        throw wording.syntax(member.value().span());
                    }
                }
                default -> throw wording.unknownField(member.span(), member.name());
            }
        }
        String version = version(root);
        return new PolicyDocument(json, kind, version, statements(root, version.equals(NEW)));
    }

    private String version(Json.Members root) {
        Json version = root.get("Version");
        boolean newOnly = !kind.namesPrincipals();
        if (version == null) {
            if (newOnly) {
                throw wording.oldVersion(root.span());
            }
            return OLD;
        }
        if (!(version instanceof Json.Text text)
                || !(text.value().equals(OLD) || text.value().equals(NEW))) {
            throw wording.version(version.span());
        }
        if (newOnly && text.value().equals(OLD)) {
            throw wording.oldVersion(version.span());
        }
        return text.value();
    }

    private List<Statement> statements(Json.Members root, boolean variables) {
        List<Json> items =
                switch (root.get("Statement")) {
                    case Json.Items many -> many.items();
                    case Json.Members one -> List.of(one);
                    case null -> throw wording.missing(root.span(), "Statement");
                    case Json.Text other -> throw wording.syntax(other.span());
                    case Json.Literal other -> throw wording.syntax(other.span());
                    case Json.Null other -> throw wording.syntax(other.span());
                };
        if (items.isEmpty()) {
            throw wording.noStatements(root.span());
        }
        StatementParser parser = new StatementParser(kind, wording, variables);
        List<Statement> statements = new ArrayList<>(items.size());
        Set<String> sids = new HashSet<>();
        for (Json item : items) {
            if (!(item instanceof Json.Members members)) {
                throw wording.syntax(item.span());
            }
            Statement statement = new Statement(statements.size(), members.span(), parser.parse(members));
            if (statement.sid().isPresent() && !sids.add(statement.sid().get())) {
                throw wording.duplicateSid(members.span());
            }
            statements.add(statement);
        }
        return statements;
    }
}
