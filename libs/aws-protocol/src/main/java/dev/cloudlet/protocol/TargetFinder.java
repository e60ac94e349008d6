package dev.cloudlet.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the service a request is for and the protocol it is in. */
final class TargetFinder {
    private static final Pattern RPC_PATH = Pattern.compile("/service/([A-Za-z0-9_.]+)/operation/([A-Za-z0-9_]+)/?");
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=[^/,\\s]+/\\d{8}/[^/,\\s]*/([a-z0-9-]+)/aws4_request");
    private static final Pattern QUERY_CREDENTIAL = Pattern.compile(
            "(?:^|&)X-Amz-Credential=[^&]*?(?:/|%2F)([a-z0-9-]+)(?:/|%2F)aws4_request", Pattern.CASE_INSENSITIVE);
    // Other signing names under which clients call S3.
    private static final Map<String, String> ALIASES = Map.of("s3express", "s3", "s3-object-lambda", "s3");

    private final Map<String, ServiceModel> byId;
    private final Map<String, ServiceModel> byTargetPrefix = new HashMap<>();

    TargetFinder(Map<String, ServiceModel> byId) {
        this.byId = byId;
        byId.values().stream()
                .filter(service -> !service.targetPrefix().isEmpty())
                .forEach(service -> byTargetPrefix.put(service.targetPrefix(), service));
    }

    /** The signing name in the request's credential scope, or null if it is not signed with Signature V4. */
    static @Nullable String signingName(RequestHead head) {
        String authorization = head.first("authorization");
        Matcher matcher =
                authorization == null ? QUERY_CREDENTIAL.matcher(head.rawQuery()) : CREDENTIAL.matcher(authorization);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    static @Nullable String rpcOperation(RequestHead head) {
        Matcher path = RPC_PATH.matcher(head.rawPath());
        return path.matches() ? path.group(2) : null;
    }

    static boolean isForm(RequestHead head) {
        return head.method().equals("POST") && contentType(head).startsWith("application/x-www-form-urlencoded");
    }

    private static String contentType(RequestHead head) {
        String type = head.first("content-type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    boolean needsBody(RequestHead head) {
        return isForm(head) && signingName(head) == null && head.first("x-amz-target") == null;
    }

    Target find(RequestHead head, byte[] body) {
        String signingName = signingName(head);
        String scope = signingName == null ? null : ALIASES.getOrDefault(signingName, signingName);
        ServiceModel signedFor = scope == null ? null : byId.get(scope);
        Matcher rpc = RPC_PATH.matcher(head.rawPath());
        if ("rpc-v2-cbor".equals(head.first("smithy-protocol")) && rpc.matches()) {
            ServiceModel named = byTargetPrefix.get(rpc.group(1));
            return target(named == null ? signedFor : named, scope, rpc.group(1), Protocol.RPC_V2_CBOR);
        }
        String target = head.first("x-amz-target");
        if (target != null) {
            String prefix = target.substring(0, Math.max(0, target.lastIndexOf('.')));
            ServiceModel named = byTargetPrefix.get(prefix);
            boolean old = contentType(head).startsWith("application/x-amz-json-1.0");
            return target(
                    named == null ? signedFor : named, scope, prefix, old ? Protocol.JSON_1_0 : Protocol.JSON_1_1);
        }
        if (scope == null) {
            return unsigned(head, body);
        }
        if (signedFor == null) {
            return target(null, scope, scope, guess(head));
        }
        Protocol protocol = signedFor.protocol();
        if (signedFor.speaks(Protocol.QUERY) && !protocol.isForm()) {
            protocol = Protocol.QUERY;
        }
        return new Target(signedFor, protocol);
    }

    /** An unsigned form or query of an action is for the service with that action in that version, all else for S3. */
    private Target unsigned(RequestHead head, byte[] body) {
        if (isForm(head) || head.rawQuery().contains("Action=")) {
            FormNode form = form(head, body);
            String action = form == null ? null : form.value("Action");
            String version = form == null ? null : form.value("Version");
            for (ServiceModel service : byId.values()) {
                if (action != null && service.apiVersion().equals(version) && service.operation(action) != null) {
                    return new Target(service, service.speaks(Protocol.EC2) ? Protocol.EC2 : Protocol.QUERY);
                }
            }
            if (action != null && version != null) {
                return target(null, null, "", Protocol.QUERY);
            }
        }
        return target(byId.get("s3"), null, "s3", Protocol.REST_XML);
    }

    /** The form, or null if it is malformed, in which case nobody can say whose it is. */
    private static @Nullable FormNode form(RequestHead head, byte[] body) {
        try {
            return FormNode.read(head, body);
        } catch (MalformedException e) {
            return null;
        }
    }

    private static Protocol guess(RequestHead head) {
        if (isForm(head) || head.rawQuery().contains("Action=")) {
            return Protocol.QUERY;
        }
        return contentType(head).startsWith("application/json") ? Protocol.REST_JSON : Protocol.REST_XML;
    }

    private static Target target(
            @Nullable ServiceModel service, @Nullable String scope, String name, Protocol protocol) {
        if (service != null) {
            return new Target(service, protocol);
        }
        return new Target(ServiceModel.unknown(scope == null ? name : scope, protocol), protocol);
    }
}
