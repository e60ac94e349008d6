package dev.cloudlet.policy;

/**
 * The sentences of a decision.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">AWS: access denied examples</a>
 */
final class Explanation {
    private Explanation() {}

    static String of(AccessRequest request, String is, String because) {
        String on = request.resource().equals("*") ? "" : " on resource: " + request.resource();
        return "User: " + request.principal().arn() + " " + is + " authorized to perform: " + request.action() + on
                + because;
    }

    static String statement(NamedPolicy policy, Statement statement) {
        String sid = statement.sid().map(s -> " '" + s + "'").orElse("");
        return "statement " + (statement.index() + 1) + sid + " of policy " + policy.name();
    }
}
