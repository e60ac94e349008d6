package dev.cloudlet.storage.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.bucket.Bucket;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The cases of "The meaning of public" in the user guide. */
class BucketPolicyTest {
    private static final Bucket BUCKET = new Bucket(
            1,
            "pictures",
            "000000000000",
            "us-east-1",
            Instant.EPOCH,
            null,
            Bucket.Ownership.ENFORCED,
            false,
            false,
            false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': '*'",
                "'Principal': {'AWS': '*'}",
                "'Principal': {'AWS': ['arn:aws:iam::111122223333:root', '*']}",
                "'Principal': '*', 'Condition': {'StringEquals': {'s3:prefix': 'a'}}",
                "'Principal': '*', 'Condition': {'StringLike': {'aws:SourceVpc': 'vpc-*'}}",
                "'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}}",
                "'Principal': '*', 'Condition': {'StringNotEquals': {'aws:SourceVpc': 'vpc-91237329'}}"
            })
    void everybodyIsPublic(String members) {
        assertThat(policy("Allow", members).isPublic()).isTrue();
        assertThat(policy("Deny", members).isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}",
                "'Principal': {'Service': 'cloudtrail.amazonaws.com'}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:SourceVpc': 'vpc-91237329'}}",
                "'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '10.1.0.0/16'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-1234567890'}}"
            })
    void whoeverIsNamedIsNot(String members) {
        assertThat(policy("Allow", members).isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"Statement\": 1}",
                "\"text\"",
                "{\"Version\": \"2012-10-17\", \"Statement\": []}"
            })
    void whatIsNoPolicyIsRefused(String text) {
        assertThatThrownBy(() -> BucketPolicy.parse(text, BUCKET, JsonMapper.shared()))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("MalformedPolicy"));
    }

    private static BucketPolicy policy(String effect, String members) {
        String text = """
                {'Version': '2012-10-17', 'Statement': {
                    'Effect': '%s', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::pictures/*', %s}}
                """.formatted(effect, members);
        return BucketPolicy.parse(text.replace('\'', '"'), BUCKET, JsonMapper.shared());
    }
}
