package dev.cloudlet.iam.kms.signing;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.SIGN_VERIFY;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** Signatures by asymmetric keys. */
@AwsOperations
class SignOperations {
    private static final String KEY = "The key's own policy and grants decide";

    private final UseOfKeys use;
    private final PairMaterial pairs;

    SignOperations(UseOfKeys use, PairMaterial pairs) {
        this.use = use;
        this.pairs = pairs;
    }

    @AuthorizedInCode(actions = "kms:Sign", because = KEY)
    SignResponse sign(Call call, SignRequest request) {
        KmsKey key = use.key(
                call,
                request.keyId(),
                SIGN_VERIFY,
                request.grantTokens(),
                conditions(request.signingAlgorithm(), request.messageType()));
        Signatures algorithm = Signatures.of(key, request.signingAlgorithm());
        byte[] digest = algorithm.digest(request.message().asByteArrayUnsafe(), digested(request.messageType()));
        UseOfKeys.endDryRun(request.dryRun());
        return SignResponse.builder()
                .keyId(key.arn())
                .signingAlgorithm(request.signingAlgorithm())
                .signature(SdkBytes.fromByteArrayUnsafe(algorithm.sign(pairs.privateKey(key), digest)))
                .build();
    }

    @AuthorizedInCode(actions = "kms:Verify", because = KEY)
    VerifyResponse verify(Call call, VerifyRequest request) {
        KmsKey key = use.key(
                call,
                request.keyId(),
                SIGN_VERIFY,
                request.grantTokens(),
                conditions(request.signingAlgorithm(), request.messageType()));
        Signatures algorithm = Signatures.of(key, request.signingAlgorithm());
        byte[] digest = algorithm.digest(request.message().asByteArrayUnsafe(), digested(request.messageType()));
        UseOfKeys.endDryRun(request.dryRun());
        if (!algorithm.verify(pairs.publicKey(key), digest, request.signature().asByteArrayUnsafe())) {
            throw KmsError.INVALID_SIGNATURE.of("");
        }
        return VerifyResponse.builder()
                .keyId(key.arn())
                .signingAlgorithm(request.signingAlgorithm())
                .signatureValid(true)
                .build();
    }

    private static KeyConditions conditions(SigningAlgorithmSpec algorithm, @Nullable MessageType type) {
        return KeyConditions.none()
                .with("kms:SigningAlgorithm", algorithm)
                .with("kms:MessageType", Objects.requireNonNullElse(type, MessageType.RAW));
    }

    private static boolean digested(@Nullable MessageType type) {
        if (type == MessageType.EXTERNAL_MU) {
            throw KmsError.VALIDATION.of("MessageType EXTERNAL_MU is only for ML-DSA keys.");
        }
        return type == MessageType.DIGEST;
    }
}
