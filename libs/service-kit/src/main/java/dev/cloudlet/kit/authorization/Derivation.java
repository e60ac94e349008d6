package dev.cloudlet.kit.authorization;

import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.Decision;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.Opinion;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a refusal came about, for the owner of the account: it is kept beside the trail and never sent to the caller.
 *
 * @param context every condition key of the request, in lower case
 * @param policies every policy that was asked, in that order
 * @param reason the statement that refused, or the kind of policy that would have had to allow
 * @param statement the statement that refused, as it was written; null when none did
 */
public record Derivation(
        String principal,
        String action,
        String resource,
        Map<String, List<String>> context,
        List<Consulted> policies,
        String reason,
        @Nullable JsonNode statement) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Derivation {
        // Read back from a document, what is absent is a JSON null.
        statement = statement == null || statement.isNull() ? null : statement;
    }

    /**
     * What one policy said of the request.
     *
     * @param kind such as {@code identity-based policy}
     * @param effect {@code Allow} or {@code Deny}; null when it said nothing
     * @param statement which of its statements said it, such as {@code statement 2 'NoLogs'}
     */
    public record Consulted(
            String kind,
            String policy,
            @Nullable String effect,
            @Nullable String statement) {
        static Consulted of(Opinion opinion) {
            Statement said = opinion.statement();
            String kind = opinion.type().one().replaceFirst("^(an?|the) ", "");
            return said == null
                    ? new Consulted(kind, opinion.policy().name(), null, null)
                    : new Consulted(kind, opinion.policy().name(), effect(said), label(said));
        }

        private static String effect(Statement statement) {
            return switch (statement.effect()) {
                case ALLOW -> "Allow";
                case DENY -> "Deny";
            };
        }

        private static String label(Statement statement) {
            return "statement " + (statement.index() + 1)
                    + statement.sid().map(sid -> " '" + sid + "'").orElse("");
        }
    }

    static Derivation of(AccessRequest request, PolicySet policies, Decision refusal) {
        return new Derivation(
                request.principal().arn(),
                request.action(),
                request.resource(),
                request.keys(),
                Evaluator.opinions(request, policies).stream()
                        .map(Consulted::of)
                        .toList(),
                refusal.reason(),
                refusal instanceof Decision.ExplicitlyDenied(var policy, var statement, var type)
                        ? text(policy, statement)
                        : null);
    }

    private static JsonNode text(NamedPolicy policy, Statement statement) {
        JsonNode statements = JSON.readTree(policy.document().json()).path("Statement");
        return statements.isArray() ? statements.path(statement.index()) : statements;
    }

    /** In one line. */
    public String summary() {
        return action + " on " + resource + ": " + reason;
    }
}
