package dev.cloudlet.policy;

import java.util.List;

/** A valid policy, compiled once and shared by any number of threads. */
public final class PolicyDocument {
    private final String json;
    private final PolicyKind kind;
    private final String version;
    private final List<Statement> statements;
    private final StatementIndex index;

    PolicyDocument(String json, PolicyKind kind, String version, List<Statement> statements) {
        this.json = json;
        this.kind = kind;
        this.version = version;
        this.statements = List.copyOf(statements);
        this.index = new StatementIndex(this.statements);
    }

    /**
     * Reads a policy. The length of the text is the caller's to limit, since AWS limits it differently for each attachment.
     *
     * @param json the text as the user sent it, percent-decoding done
     * @param kind where it is to be attached
     * @throws MalformedPolicyException when it is not valid, with AWS's message
     */
    public static PolicyDocument parse(String json, PolicyKind kind) {
        return new PolicyParser(json, kind).parse();
    }

    /** The statements in the order of the text. */
    public List<Statement> statements() {
        return statements;
    }

    /** The context keys that its statements want to know, as condition keys or variables, spelled as in the text and sorted. */
    public List<String> contextKeys() {
        ContextKeyNames names = new ContextKeyNames(false);
        statements.forEach(statement -> statement.contextKeys().forEach(names::add));
        return names.all();
    }

    /** The text as it was given. */
    public String json() {
        return json;
    }

    /** 2008-10-17, the default, or 2012-10-17. */
    public String version() {
        return version;
    }

    /** Where it is to be attached. */
    public PolicyKind kind() {
        return kind;
    }

    StatementIndex index() {
        return index;
    }
}
