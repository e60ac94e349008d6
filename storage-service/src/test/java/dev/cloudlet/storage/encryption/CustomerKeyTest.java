package dev.cloudlet.storage.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

class CustomerKeyTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void whatIsKeptTellsOnlyWhetherItIsTheSameKey() throws NoSuchAlgorithmException {
        CustomerKey key = CustomerKey.of(request("AES256", KEY, md5(new byte[32])));
        byte[] otherBytes = new byte[32];
        otherBytes[31] = 1;
        CustomerKey other =
                CustomerKey.of(request("AES256", Base64.getEncoder().encodeToString(otherBytes), md5(otherBytes)));

        String kept = key.verification(new SecureRandom());

        assertThat(key.matches(kept)).isTrue();
        assertThat(other.matches(kept)).isFalse();
        assertThat(kept).doesNotContain(KEY).doesNotContain(md5(new byte[32]));
        assertThat(key.verification(new SecureRandom())).isNotEqualTo(kept);
    }

    @Test
    void withoutHeadersThereIsNone() {
        assertThat(CustomerKey.of(request(null, null, null))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-      | K | M | must provide a valid encryption algorithm",
                "AES128 | K | M | The valid value is AES256",
                "AES256 | - | M | must provide an appropriate secret key",
                "AES256 | K | - | must provide the client calculated MD5 of the secret key",
                "AES256 | c2hvcnQ= | M | The secret key was invalid for the specified algorithm",
                "AES256 | not Base64 | M | The secret key was invalid for the specified algorithm",
                "AES256 | K | c2hvcnQ= | The calculated MD5 hash of the key did not match the hash that was provided"
            })
    void incompleteOrWrongHeadersAreRefused(
            @Nullable String algorithm, @Nullable String key, @Nullable String md5, String message)
            throws NoSuchAlgorithmException {
        String someKey = "K".equals(key) ? KEY : key;
        String someMd5 = "M".equals(md5) ? md5(new byte[32]) : md5;

        assertThatThrownBy(() -> CustomerKey.of(request(algorithm, someKey, someMd5)))
                .hasMessageContaining(message);
    }

    private static GetObjectRequest request(@Nullable String algorithm, @Nullable String key, @Nullable String md5) {
        return GetObjectRequest.builder()
                .sseCustomerAlgorithm(algorithm)
                .sseCustomerKey(key)
                .sseCustomerKeyMD5(md5)
                .build();
    }

    private static String md5(byte[] bytes) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
