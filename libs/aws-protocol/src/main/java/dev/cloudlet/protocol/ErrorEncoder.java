package dev.cloudlet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes failures in each protocol's own form. */
final class ErrorEncoder {
    private final Target target;
    private final AwsException error;
    private final ErrorModel model;
    private final String requestId;

    ErrorEncoder(Target target, AwsException error, String requestId) {
        this.target = target;
        this.error = error;
        this.requestId = requestId;
        ErrorModel known = target.service().error(error.code());
        this.model =
                known != null ? known : new ErrorModel(error.code(), error.code(), error.status(), error.senderFault());
    }

    WireResponse encode(String resourcePath) {
        Answer answer = new Answer(error.status());
        Wire.identify(answer, target, requestId);
        switch (target.protocol()) {
            case QUERY, REST_XML -> {
                if (S3Quirks.isS3(target.service())) {
                    answer.body(s3(resourcePath), "application/xml");
                } else {
                    answer.body(xml(), "text/xml");
                }
            }
            case EC2 -> answer.body(ec2(), "text/xml;charset=UTF-8");
            case JSON_1_0 -> answer.body(json(), "application/x-amz-json-1.0");
            case JSON_1_1 -> answer.body(json(), "application/x-amz-json-1.1");
            case REST_JSON -> answer.header("x-amzn-ErrorType", model.shape()).body(json(), "application/json");
            case RPC_V2_CBOR ->
                answer.body(new TreeWriter(TreeFormat.CBOR).encodeError(model.shape(), error), "application/cbor");
        }
        if (!target.protocol().isForm() && target.service().speaks(Protocol.QUERY)) {
            // https://smithy.io/2.0/aws/protocols/aws-query-protocol.html, awsQueryCompatible: clients of old know the
            // code.
            answer.header("x-amzn-query-error", model.code() + ";" + fault());
        }
        return answer.done();
    }

    private String fault() {
        return error.senderFault() ? "Sender" : "Receiver";
    }

    private byte[] json() {
        return new TreeWriter(TreeFormat.JSON).encodeError(model.shape(), error);
    }

    private byte[] xml() {
        XmlWriter xml = new XmlWriter();
        xml.open("ErrorResponse", target.service().xmlNamespace()).open("Error").leaf("Type", fault());
        xml.leaf("Code", model.code()).leaf("Message", error.message());
        error.members().forEach(xml::leaf);
        return xml.close("Error")
                .leaf("RequestId", requestId)
                .close("ErrorResponse")
                .bytes();
    }

    private byte[] ec2() {
        XmlWriter xml = new XmlWriter().declaration();
        xml.open("Response").open("Errors").open("Error");
        xml.leaf("Code", model.code()).leaf("Message", error.message());
        error.members().forEach(xml::leaf);
        xml.close("Error").close("Errors");
        return xml.leaf("RequestID", requestId).close("Response").bytes();
    }

    private byte[] s3(String resourcePath) {
        XmlWriter xml = new XmlWriter().declaration();
        xml.open("Error").leaf("Code", model.code()).leaf("Message", error.message());
        error.members().forEach(xml::leaf);
        xml.leaf("Resource", resourcePath).leaf("RequestId", requestId).leaf("HostId", hostId(requestId));
        return xml.close("Error").bytes();
    }

    /** S3's second id of a request, which means nothing to anybody but has always been there. */
    static String hostId(String requestId) {
        return Base64.getEncoder().encodeToString(requestId.getBytes(StandardCharsets.UTF_8));
    }
}
