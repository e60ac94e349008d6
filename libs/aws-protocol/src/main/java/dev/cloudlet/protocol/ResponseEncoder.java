package dev.cloudlet.protocol;

import software.amazon.awssdk.core.SdkPojo;

/** Makes the answer of success to one request. */
final class ResponseEncoder {
    private final Target target;
    private final OperationModel operation;

    ResponseEncoder(Target target, OperationModel operation) {
        this.target = target;
        this.operation = operation;
    }

    WireResponse encode(SdkPojo response, String requestId) {
        Answer answer = new Answer(operation.status());
        Wire.identify(answer, target, requestId);
        if (operation.eventStream() && !target.protocol().isRest()) {
            return answer.streamOf("application/vnd.amazon.eventstream").done();
        }
        switch (target.protocol()) {
            case QUERY -> answer.body(query(response, requestId), "text/xml");
            case EC2 -> answer.body(ec2(response, requestId), "text/xml;charset=UTF-8");
            case JSON_1_0 ->
                answer.body(new TreeWriter(TreeFormat.JSON).encode(response), "application/x-amz-json-1.0");
            case JSON_1_1 ->
                answer.body(new TreeWriter(TreeFormat.JSON).encode(response), "application/x-amz-json-1.1");
            case RPC_V2_CBOR -> answer.body(new TreeWriter(TreeFormat.CBOR).encode(response), "application/cbor");
            case REST_JSON -> new RestEncoder(operation, response, true).encode(answer);
            case REST_XML -> new RestEncoder(operation, response, false).encode(answer);
        }
        return answer.done();
    }

    private byte[] query(SdkPojo response, String requestId) {
        XmlWriter xml = new XmlWriter();
        String root = operation.name() + "Response";
        xml.open(root, operation.service().xmlNamespace());
        if (!operation.wrapper().isEmpty()) {
            // Even without members: botocore looks for the wrapper.
            xml.open(operation.wrapper()).members(response).close(operation.wrapper());
        }
        xml.open("ResponseMetadata").leaf("RequestId", requestId).close("ResponseMetadata");
        return xml.close(root).bytes();
    }

    private byte[] ec2(SdkPojo response, String requestId) {
        XmlWriter xml = new XmlWriter().declaration();
        String root = operation.name() + "Response";
        xml.open(root, operation.service().xmlNamespace()).leaf("requestId", requestId);
        if (Shape.of(response).fields.isEmpty()) {
            xml.leaf("return", "true");
        }
        return xml.members(response).close(root).bytes();
    }
}
