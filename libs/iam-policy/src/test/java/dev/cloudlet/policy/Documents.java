package dev.cloudlet.policy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random statements and requests over so few names that they often meet. */
class Documents extends DomainContextBase {
    /** A statement of an identity policy, as JSON. */
    record RandomStatement(String effect, String json) {
        boolean allows() {
            return effect.equals("Allow");
        }

        /** The same with the other effect. */
        RandomStatement opposite() {
            String other = allows() ? "Deny" : "Allow";
            return new RandomStatement(other, json.replace("\"Effect\":\"" + effect, "\"Effect\":\"" + other));
        }
    }

    @Provide
    Arbitrary<RandomStatement> statements() {
        Arbitrary<String> effect = Arbitraries.frequency(Tuple.of(3, "Allow"), Tuple.of(1, "Deny"));
        Arbitrary<String> actionKey = Arbitraries.frequency(Tuple.of(5, "Action"), Tuple.of(1, "NotAction"));
        Arbitrary<String> resourceKey = Arbitraries.frequency(Tuple.of(5, "Resource"), Tuple.of(1, "NotResource"));
        Arbitrary<String> actions = quotedList(
                Arbitraries.of("*", "s3:*", "s3:Get*", "S3:getobject", "s3:PutObject", "ec2:*", "ec2:Run?nstances"));
        Arbitrary<String> resources = quotedList(Arbitraries.of(
                "*",
                "arn:aws:s3:::shop/*",
                "arn:aws:s3:::shop",
                "arn:aws:s3:::*/photos/*",
                "arn:aws:s3:::shop/${aws:username}/*",
                "arn:aws:s3:::${aws:PrincipalTag/team, 'shop'}/*",
                "arn:aws:ec2:*:111122223333:instance/*"));
        Arbitrary<String> condition = Arbitraries.frequency(
                Tuple.of(4, ""),
                Tuple.of(1, "{\"StringLike\":{\"s3:prefix\":[\"\",\"photos/*\"]}}"),
                Tuple.of(1, "{\"StringNotEquals\":{\"s3:prefix\":\"photos/\"}}"),
                Tuple.of(1, "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}"),
                Tuple.of(1, "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}"),
                Tuple.of(1, "{\"Null\":{\"aws:SourceIp\":true}}"));
        return Combinators.combine(effect, actionKey, actions, resourceKey, resources, condition)
                .as((e, ak, a, rk, r, c) -> new RandomStatement(
                        e,
                        "{\"Effect\":\"" + e + "\",\"" + ak + "\":" + a + ",\"" + rk + "\":" + r
                                + (c.isEmpty() ? "" : ",\"Condition\":" + c) + "}"));
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        Arbitrary<Principal> principal = Arbitraries.of(Cases.ALICE, Cases.BUILD);
        Arbitrary<String> action =
                Arbitraries.of("s3:GetObject", "s3:PutObject", "s3:ListBucket", "ec2:RunInstances", "iam:CreateUser");
        Arbitrary<String> resource = Arbitraries.of(
                "*",
                "arn:aws:s3:::shop",
                "arn:aws:s3:::shop/photos/cat.jpg",
                "arn:aws:s3:::shop/Alice/x",
                "arn:aws:ec2:us-east-1:111122223333:instance/i-1");
        Arbitrary<List<String>> prefix = Arbitraries.of(List.of(), List.of(""), List.of("photos/"), List.of("x"));
        Arbitrary<List<String>> ip = Arbitraries.of(List.of(), List.of("10.1.2.3"), List.of("192.0.2.1"));
        Arbitrary<List<String>> tags = Arbitraries.of("a", "b", "c").list().ofMaxSize(3);
        return Combinators.combine(principal, action, resource, prefix, ip, tags)
                .as((p, a, r, pre, address, keys) -> new AccessRequest(
                        p,
                        a,
                        r,
                        Cases.ACCOUNT,
                        ConditionContext.builder()
                                .put("s3:prefix", pre)
                                .put("aws:SourceIp", address)
                                .put("aws:TagKeys", keys)
                                .build()));
    }

    private static Arbitrary<String> quotedList(Arbitrary<String> items) {
        return items.list().ofMinSize(1).ofMaxSize(3).map(list -> "[\"" + String.join("\",\"", list) + "\"]");
    }
}
