package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a policy. The rules are checked one after the other over all statements, in the order in which IAM reports them.
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
        checkFields(root);
        String version = version(root);
        List<StatementParser> parsers = new ArrayList<>();
        for (Json item : items(root)) {
            if (!(item instanceof Json.Members members)) {
                throw wording.syntax(item.span());
            }
            parsers.add(new StatementParser(members, kind, wording, version.equals(NEW)));
        }
        parsers.forEach(StatementParser::checkSyntax);
        checkVersion(root, version);
        parsers.forEach(StatementParser::checkValues);
        checkSids(parsers);
        parsers.forEach(StatementParser::checkPresence);
        List<Statement> statements = new ArrayList<>(parsers.size());
        for (StatementParser parser : parsers) {
            statements.add(new Statement(statements.size(), parser.span(), parser.build()));
        }
        return new PolicyDocument(json, kind, version, statements);
    }

    private void checkFields(Json.Members root) {
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
    }

    private String version(Json.Members root) {
        Json version = root.get("Version");
        if (version == null) {
            return OLD;
        }
        if (version instanceof Json.Text text
                && (text.value().equals(OLD) || text.value().equals(NEW))) {
            return text.value();
        }
        throw wording.version(version.span());
    }

    /** Only policies of resources may still be of the old version, which is the default. */
    private void checkVersion(Json.Members root, String version) {
        if (!kind.namesPrincipals() && version.equals(OLD)) {
            Json given = root.get("Version");
            throw wording.oldVersion(given == null ? root.span() : given.span());
        }
    }

    private List<Json> items(Json.Members root) {
        Json statement = root.get("Statement");
        if (statement == null) {
            throw wording.missing(root.span(), "Statement");
        }
        List<Json> items = statement instanceof Json.Items many ? many.items() : List.of(statement);
        if (items.isEmpty()) {
            throw wording.noStatements(statement.span());
        }
        return items;
    }

    private void checkSids(List<StatementParser> parsers) {
        Set<String> sids = new HashSet<>();
        for (StatementParser parser : parsers) {
            String sid = parser.sid();
            if (sid != null && !sids.add(sid)) {
                throw wording.duplicateSid(parser.span());
            }
        }
    }
}
