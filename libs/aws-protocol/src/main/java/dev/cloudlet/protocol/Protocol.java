package dev.cloudlet.protocol;

/** The wire protocols of AWS, see <a href="https://smithy.io/2.0/aws/protocols/index.html">Smithy's description</a>. */
public enum Protocol {
    QUERY,
    EC2,
    JSON_1_0,
    JSON_1_1,
    REST_XML,
    REST_JSON,
    RPC_V2_CBOR;

    /** Whether the operation is found by method and path. */
    public boolean isRest() {
        return this == REST_XML || this == REST_JSON;
    }

    /** Whether the request is a form: awsQuery and ec2Query. */
    public boolean isForm() {
        return this == QUERY || this == EC2;
    }

    /** Whether the operation is named by {@code X-Amz-Target}. */
    public boolean isJsonRpc() {
        return this == JSON_1_0 || this == JSON_1_1;
    }
}
