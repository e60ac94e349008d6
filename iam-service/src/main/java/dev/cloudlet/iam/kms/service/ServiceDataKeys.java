package dev.cloudlet.iam.kms.service;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;

import dev.cloudlet.iam.kms.crypto.Decryption;
import dev.cloudlet.iam.kms.crypto.SymmetricKeys;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.iam.kms.lifecycle.ServiceKeys;
import dev.cloudlet.kit.authentication.Caller;
import dev.cloudlet.kit.authentication.Delegation;
import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.RequestHead;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/**
 * Data keys for the other services, which protect with them what they keep. The caller of the service must be allowed to use the
 * key, through that service: as in AWS it asks in the caller's name.
 */
@Component
class ServiceDataKeys {
    private static final int DATA_KEY_BYTES = 32;

    private final UseOfKeys use;
    private final SymmetricKeys symmetric;
    private final Decryption decryption;
    private final ServiceKeys serviceKeys;
    private final ObjectProvider<ResourcePolicies> resources;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ServiceDataKeys(
            UseOfKeys use,
            SymmetricKeys symmetric,
            Decryption decryption,
            ServiceKeys serviceKeys,
            ObjectProvider<ResourcePolicies> resources,
            TransactionTemplate transaction,
            Clock clock) {
        this.use = use;
        this.symmetric = symmetric;
        this.decryption = decryption;
        this.serviceKeys = serviceKeys;
        this.resources = resources;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Asks for a new data key.
     *
     * @param requestId of the call that it is for
     * @param service who asks, such as {@code s3}
     * @param keyId in any of its forms; null for the AWS managed key of the service
     * @param managedAlias of that key, such as {@code alias/aws/s3}
     */
    record NewKey(
            Delegation caller,
            String requestId,
            String region,
            String service,
            @Nullable String keyId,
            String managedAlias,
            Map<String, String> context) {}

    /** Asks for a data key that was wrapped earlier. */
    record WrappedKey(
            Delegation caller,
            String requestId,
            String region,
            String service,
            byte[] wrapped,
            Map<String, String> context) {
        @Override
        public String toString() {
            return "WrappedKey[" + requestId + "]";
        }
    }

    /** A data key, in the clear and wrapped, and the ARN of the key that wraps it. In a log it says the last alone. */
    record DataKey(byte[] plaintext, byte[] wrapped, String keyArn) {
        @Override
        public String toString() {
            return "DataKey[" + keyArn + "]";
        }
    }

    DataKey generate(NewKey question) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Call call = call(
                    question.caller(), question.requestId(), question.region(), question.service(), "GenerateDataKey");
            String keyId = question.keyId() != null
                    ? question.keyId()
                    : serviceKeys
                            .get(call.account(), call.region(), question.managedAlias(), call.time())
                            .arn();
            KmsKey key = use.key(
                    call,
                    keyId,
                    ENCRYPT_DECRYPT,
                    List.of(),
                    KeyConditions.none()
                            .context(question.context())
                            .with("kms:EncryptionAlgorithm", EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT));
            byte[] plaintext = symmetric.random(DATA_KEY_BYTES);
            byte[] wrapped = symmetric
                    .seal(key, plaintext, question.context(), call.time())
                    .ciphertext()
                    .asByteArray();
            return new DataKey(plaintext, wrapped, key.arn());
        }));
    }

    DataKey open(WrappedKey question) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Call call = call(question.caller(), question.requestId(), question.region(), question.service(), "Decrypt");
            Decryption.Wanted wanted = new Decryption.Wanted(
                    null, question.wrapped(), EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT, question.context(), List.of());
            Decryption.Source source = decryption.find(call, "kms:Decrypt", wanted, KeyConditions.none());
            return new DataKey(
                    decryption.open(source, call.time()).plaintext(),
                    question.wrapped(),
                    source.key().arn());
        }));
    }

    private Call call(Delegation delegation, String requestId, String region, String service, String operation) {
        Caller caller = delegation.toCaller();
        CallPermissions permissions = new CallPermissions(
                caller.principal(),
                caller.policies(),
                delegation.context(service, service + "." + region + ".amazonaws.com"),
                resources.orderedStream().toList(),
                "kms");
        return new Call(
                requestId,
                caller.principal().accountId(),
                region,
                caller.principal(),
                "kms",
                operation,
                clock.instant(),
                service + ".amazonaws.com",
                new RequestHead("POST", "/", "", Map.of()),
                permissions);
    }
}
