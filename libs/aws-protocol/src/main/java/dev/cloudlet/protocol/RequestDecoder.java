package dev.cloudlet.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;

/** Makes the request object of one request. */
final class RequestDecoder {
    private final Target target;
    private final OperationModel operation;
    private final RequestHead head;
    private final Consumer<SdkPojo> heard;

    RequestDecoder(Target target, OperationModel operation, RequestHead head, Consumer<SdkPojo> heard) {
        this.target = target;
        this.operation = operation;
        this.head = head;
        this.heard = heard;
    }

    SdkPojo decode(byte[] body) {
        SdkPojo request = parse(body);
        List<Violation> violations =
                operation.input() == null ? List.of() : Validator.violations(request, operation.input());
        if (!violations.isEmpty()) {
            throw Refusals.invalid(target, violations);
        }
        Violation character = Characters.violation(request);
        if (character != null) {
            throw Refusals.invalid(target, List.of(character));
        }
        return request;
    }

    /** The request object, which may hold values the model forbids. */
    SdkPojo parse(byte[] body) {
        SdkPojo builder = operation.newRequest();
        try {
            read(body, builder);
        } catch (MalformedException e) {
            throw Refusals.malformed(target, e);
        } finally {
            heard.accept(Field.build(builder));
        }
        return Field.build(builder);
    }

    private void read(byte[] body, SdkPojo builder) {
        switch (target.protocol()) {
            case QUERY -> new FormCodec(false).decode(FormNode.read(head, body), builder);
            case EC2 -> new FormCodec(true).decode(FormNode.read(head, body), builder);
            case JSON_1_0, JSON_1_1 -> new TreeReader(TreeFormat.JSON).decode(body, builder);
            case RPC_V2_CBOR -> new TreeReader(TreeFormat.CBOR).decode(body, builder);
            case REST_JSON -> new RestDecoder(true, head, labels()).decode(operation, body, builder);
            case REST_XML -> {
                if (S3Quirks.isS3(target.service())) {
                    readS3(body, builder);
                } else {
                    new RestDecoder(false, head, labels()).decode(operation, body, builder);
                }
            }
        }
    }

    private void readS3(byte[] body, SdkPojo builder) {
        RestDecoder decoder;
        try {
            decoder = new RestDecoder(false, S3Quirks.withoutFraming(head), labels());
            decoder.decodeHead(builder);
            S3Quirks.readCopySource(operation, head, builder);
        } catch (MalformedException e) {
            throw Refusals.malformedHead(e);
        }
        try {
            decoder.decodeBody(operation, body, builder);
        } catch (MalformedException e) {
            throw Refusals.malformedXml(e);
        }
    }

    private Map<String, String> labels() {
        return OperationFinder.route(target, head).labels();
    }
}
