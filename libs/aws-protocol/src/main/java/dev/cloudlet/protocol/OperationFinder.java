package dev.cloudlet.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a request whose service and protocol are known. */
final class OperationFinder {
    private final Target target;
    private final RequestHead head;

    OperationFinder(Target target, RequestHead head) {
        this.target = target;
        this.head = head;
    }

    OperationModel find(byte[] body) {
        ServiceModel service = target.service();
        if (service.operations().isEmpty()) {
            throw Refusals.noService(service);
        }
        OperationModel operation =
                switch (target.protocol()) {
                    case QUERY, EC2 -> action(FormNode.read(head, body));
                    case JSON_1_0, JSON_1_1 -> named(targetName());
                    case RPC_V2_CBOR -> named(Objects.requireNonNullElse(TargetFinder.rpcOperation(head), ""));
                    case REST_XML, REST_JSON -> route(target, head).operation();
                };
        if (!operation.known()) {
            throw Refusals.notInSdk(operation);
        }
        return operation;
    }

    private OperationModel action(FormNode form) {
        String action = form.value("Action");
        String version = form.value("Version");
        OperationModel operation = action == null ? null : target.service().operation(action);
        // EC2 still answers to all its old versions, the others have only one.
        boolean current = target.protocol() == Protocol.EC2
                || version == null
                || version.equals(target.service().apiVersion());
        if (operation == null || !current) {
            throw Refusals.noAction(
                    target, action, version == null ? target.service().apiVersion() : version);
        }
        return operation;
    }

    private String targetName() {
        String name = Objects.requireNonNullElse(head.first("x-amz-target"), "");
        String prefix = target.service().targetPrefix() + ".";
        return name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    }

    private OperationModel named(String name) {
        OperationModel operation = target.service().operation(name);
        if (operation == null || !target.service().speaks(target.protocol())) {
            throw Refusals.noRpc(name);
        }
        return operation;
    }

    static Route.Match route(Target target, RequestHead head) {
        boolean s3 = S3Quirks.isS3(target.service());
        Route.@Nullable Match match = target.service().router().route(s3 ? S3Quirks.pathStyle(head) : head);
        // POST of an object without a word about an upload is not a CompleteMultipartUpload.
        if (match == null
                || (s3 && !match.complete() && !match.operation().uri().contains("?"))) {
            throw Refusals.noRoute(target, head);
        }
        OperationModel directories = target.service().operation("ListDirectoryBuckets");
        boolean express = "s3express".equals(TargetFinder.signingName(head));
        return express && directories != null && match.operation().name().equals("ListBuckets")
                ? new Route.Match(directories, match.labels(), match.literals(), match.complete(), match.needs())
                : match;
    }
}
