package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever arrives, the answer is an object or the caller's fault: an AwsException with a status of 4xx. */
class FuzzTest {
    private static final String LIFECYCLE = "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status>"
            + "<Filter><Prefix>p</Prefix></Filter><Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>";
    private static final String EVENT =
            "{\"Entries\":[{\"Time\":1.5e9,\"Source\":\"s\",\"DetailType\":\"d\",\"Detail\":"
                    + "\"{}\",\"Resources\":[\"r\"]}]}";
    private static final String METRIC = "Action=PutMetricData&Namespace=N&MetricData.member.1.MetricName=m"
            + "&MetricData.member.1.Values.member.1=1.5&MetricData.member.1.Timestamp=2026-01-01T00%3A00%3A00Z";
    // {"Namespace": "N", "MetricData": [{"MetricName": "m", "Timestamp": 1(1.5e9), "Value": 1.0}]}
    private static final byte[] VALID_CBOR = {
        (byte) 0xa2,
        0x69,
        'N',
        'a',
        'm',
        'e',
        's',
        'p',
        'a',
        'c',
        'e',
        0x61,
        'N',
        0x6a,
        'M',
        'e',
        't',
        'r',
        'i',
        'c',
        'D',
        'a',
        't',
        'a',
        (byte) 0x81,
        (byte) 0xa2,
        0x6a,
        'M',
        'e',
        't',
        'r',
        'i',
        'c',
        'N',
        'a',
        'm',
        'e',
        0x61,
        'm',
        0x69,
        'T',
        'i',
        'm',
        'e',
        's',
        't',
        'a',
        'm',
        'p',
        (byte) 0xc1,
        0x1a,
        0x59,
        0x68,
        0x2f,
        0x00
    };
    private final Wire wire = Wire.of(List.of("s3", "events", "monitoring", "ec2", "kms"));
    private final Calls calls = new Calls(wire);

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void broken_xml_is_refused(@ForAll("brokenXml") byte[] body) {
        survives(Calls.head("s3", "PUT", "/b?lifecycle"), body);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void broken_json_is_refused(@ForAll("brokenJson") byte[] body) {
        survives(Calls.json("events", "AWSEvents.PutEvents"), body);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void broken_forms_are_refused(@ForAll("brokenForm") byte[] body) {
        survives(Calls.form("monitoring"), body);
        survives(Calls.form(""), body);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void broken_cbor_is_refused(@ForAll("brokenCbor") byte[] body) {
        survives(cbor("PutMetricData"), body);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void broken_heads_are_refused(@ForAll("brokenHead") RequestHead head) {
        survives(head, new byte[0]);
    }

    @Provide
    Arbitrary<byte[]> brokenXml() {
        return broken(Calls.bytes(LIFECYCLE));
    }

    @Provide
    Arbitrary<byte[]> brokenJson() {
        return broken(Calls.bytes(EVENT));
    }

    @Provide
    Arbitrary<byte[]> brokenForm() {
        return broken(Calls.bytes(METRIC));
    }

    @Provide
    Arbitrary<byte[]> brokenCbor() {
        return broken(VALID_CBOR);
    }

    @Provide
    Arbitrary<RequestHead> brokenHead() {
        Arbitrary<String> junk = Arbitraries.strings()
                .withChars("%/?&=+.;:{}<>\\\"' ab12zZ\u0000\n\u00e9")
                .ofMaxLength(30);
        Arbitrary<String> methods = Arbitraries.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "");
        Arbitrary<String> services = Arbitraries.of("", "s3", "ec2", "kms", "monitoring", "nowhere");
        return Combinators.combine(methods, services, junk, junk, junk)
                .as((method, service, path, query, value) -> new RequestHead(
                        method,
                        "/" + path,
                        query,
                        Calls.head(
                                        service,
                                        method,
                                        "/",
                                        "host",
                                        value,
                                        "x-amz-target",
                                        value,
                                        "range",
                                        value,
                                        "content-type",
                                        value)
                                .headers()));
    }

    /** A valid body with some bytes replaced, removed or repeated. */
    private static Arbitrary<byte[]> broken(byte[] valid) {
        Arbitrary<List<Integer>> places =
                Arbitraries.integers().between(0, valid.length - 1).list().ofMaxSize(6);
        return Combinators.combine(places, Arbitraries.integers().between(0, 3), Arbitraries.bytes())
                .as((at, how, value) -> {
                    byte[] body = valid.clone();
                    for (int place : at) {
                        body = switch (how) {
                            case 0 -> with(body, place, value);
                            case 1 -> java.util.Arrays.copyOf(body, Math.min(place, body.length));
                            case 2 -> concat(body, java.util.Arrays.copyOf(body, Math.min(place, body.length)));
                            default ->
                                java.util.Arrays.copyOfRange(body, Math.min(place, body.length) / 2, body.length);
                        };
                    }
                    return body;
                });
    }

    private static byte[] with(byte[] body, int place, byte value) {
        body[Math.min(place, body.length - 1)] = value;
        return body;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Example
    void what_is_broken_above_was_valid_before() {
        assertThat(calls.decode(Calls.head("s3", "PUT", "/b?lifecycle"), Calls.bytes(LIFECYCLE)))
                .isNotNull();
        assertThat(calls.decode(Calls.json("events", "AWSEvents.PutEvents"), Calls.bytes(EVENT)))
                .isNotNull();
        assertThat(calls.decode(Calls.form("monitoring"), Calls.bytes(METRIC))).isNotNull();
        assertThat(calls.decode(cbor("PutMetricData"), VALID_CBOR)).isNotNull();
    }

    @Example
    void external_entities_are_never_resolved() {
        String evil = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Tagging><TagSet><Tag><Key>&e;</Key>"
                + "<Value>v</Value></Tag></TagSet></Tagging>";
        refused(Calls.head("s3", "PUT", "/b?tagging"), evil, "MalformedXML");
    }

    @Example
    void entities_do_not_multiply() {
        String evil = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><Tagging>&b;</Tagging>";
        refused(Calls.head("s3", "PUT", "/b?tagging"), evil, "MalformedXML");
    }

    @Example
    void nesting_is_limited() {
        refused(Calls.head("s3", "PUT", "/b?tagging"), "<Tagging>".repeat(10_000), "MalformedXML");
        refused(
                Calls.json("events", "AWSEvents.PutEvents"),
                "{\"Entries\":" + "[".repeat(10_000),
                "SerializationException");
        refused(Calls.json("events", "AWSEvents.PutEvents"), "{\"x\":".repeat(10_000), "SerializationException");
        refused(Calls.form("monitoring"), "Action=PutMetricData&" + "a.".repeat(10_000) + "b=c", "MalformedInput");
        byte[] deep = new byte[10_000];
        java.util.Arrays.fill(deep, (byte) 0x81);
        assertThatThrownBy(() -> calls.decode(cbor("PutMetricData"), deep)).isInstanceOf(AwsException.class);
    }

    @Example
    void huge_numbers_are_refused_at_once() {
        refused(
                Calls.json("events", "AWSEvents.PutEvents"),
                "{\"Entries\":[{\"Time\":1e999999999}]}",
                "SerializationException");
        refused(Calls.json("kms", "TrentService.ListKeys"), "{\"Limit\":1e999999999}", "SerializationException");
        refused(Calls.json("kms", "TrentService.ListKeys"), "{\"Limit\":99999999999}", "SerializationException");
        refused(
                Calls.form("monitoring"),
                "Action=PutMetricData&MetricData.member.99999999999.Value=1",
                "MalformedInput");
        refused(Calls.form("ec2"), "Action=RunInstances&MinCount=99999999999&MaxCount=1", "InvalidParameterValue");
        refused(Calls.form("ec2"), "Action=RunInstances&MinCount=" + "9".repeat(1_000_000), "InvalidParameterValue");
    }

    @Example
    void a_form_has_a_limited_number_of_parameters() {
        refused(Calls.form("monitoring"), "Action=PutMetricData" + "&a=b".repeat(20_001), "MalformedInput");
    }

    private RequestHead cbor(String operation) {
        return Calls.head(
                "monitoring",
                "POST",
                "/service/GraniteServiceVersion20100801/operation/" + operation,
                "smithy-protocol",
                "rpc-v2-cbor",
                "content-type",
                "application/cbor");
    }

    private void refused(RequestHead head, String body, String code) {
        assertThatThrownBy(() -> calls.decode(head, Calls.bytes(body)))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.status()).isBetween(400, 499);
                });
    }

    private void survives(RequestHead head, byte[] body) {
        Target target = wire.target(head, body);
        OperationModel operation = null;
        try {
            operation = wire.operation(target, head, body);
            wire.decode(target, operation, head, body);
        } catch (AwsException e) {
            assertThat(e.status()).as(e.toString()).matches(status -> status < 500 || status == 501);
            WireResponse answer = wire.encodeError(target, operation, e, "id", head.rawPath());
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isNotNull();
        }
    }
}
