package dev.cloudlet.policy;

import dev.cloudlet.policy.Principal.RoleSession;
import dev.cloudlet.policy.Principal.User;
import java.util.List;
import java.util.Map;

/** The cast of the examples. */
final class Cases {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final User ALICE = new User("arn:aws:iam::111122223333:user/Alice", "AIDAALICEEXAMPLE1", Map.of());
    static final User STRANGER = new User("arn:aws:iam::444455556666:user/Zoe", "AIDAZOEEXAMPLE123", Map.of());
    static final RoleSession BUILD =
            new RoleSession("arn:aws:iam::111122223333:role/service/Build", "AROABUILDEXAMPLE1", "run-1", Map.of());
    static final String OBJECT = "arn:aws:s3:::shop/photos/cat.jpg";
    static final String ALLOW_GET = """
            {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::shop/*"}""";
    static final String DENY_GET = """
            {"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::shop/*"}""";

    private Cases() {}

    static NamedPolicy identity(String name, String... statements) {
        return named(name, PolicyKind.IDENTITY, statements);
    }

    static NamedPolicy resource(String... statements) {
        return named("arn:aws:s3:::shop", PolicyKind.RESOURCE, statements);
    }

    static NamedPolicy trust(String... statements) {
        return named("arn:aws:iam::111122223333:role/Deploy", PolicyKind.TRUST, statements);
    }

    static NamedPolicy named(String name, PolicyKind kind, String... statements) {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        return new NamedPolicy(name, PolicyDocument.parse(json, kind));
    }

    /** A statement of a bucket policy that lets this principal read. */
    static String readableBy(String principal) {
        return "{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::shop/*\"}";
    }

    static AccessRequest get(Principal principal) {
        return request(principal, "s3:GetObject", OBJECT);
    }

    static AccessRequest request(Principal principal, String action, String resource) {
        return new AccessRequest(principal, action, resource, ACCOUNT, ConditionContext.empty());
    }

    static PolicySet alone(NamedPolicy... identity) {
        return PolicySet.ofIdentity(List.of(identity));
    }
}
