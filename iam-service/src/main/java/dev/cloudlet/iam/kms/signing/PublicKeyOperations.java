package dev.cloudlet.iam.kms.signing;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.KEY_AGREEMENT;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.KeyPairs;
import dev.cloudlet.iam.kms.key.GrantTokens;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.iam.kms.lifecycle.KeyAlgorithms;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import javax.crypto.KeyAgreement;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** What public keys are for. */
@AwsOperations
class PublicKeyOperations {
    private static final String KEY = "The key's own policy and grants decide";

    private final UseOfKeys use;
    private final KeyAccess access;
    private final GrantTokens tokens;
    private final PairMaterial pairs;

    PublicKeyOperations(UseOfKeys use, KeyAccess access, GrantTokens tokens, PairMaterial pairs) {
        this.use = use;
        this.access = access;
        this.tokens = tokens;
        this.pairs = pairs;
    }

    // Clients from before KeySpec read the deprecated member, as they do from AWS.
    @SuppressWarnings("deprecation")
    @AuthorizedInCode(actions = "kms:GetPublicKey", because = KEY)
    GetPublicKeyResponse getPublicKey(Call call, GetPublicKeyRequest request) {
        tokens.check(request.grantTokens());
        KmsKey key = access.use(call, "kms:GetPublicKey", request.keyId(), KeyConditions.none());
        key.requireEnabled();
        if (!key.asymmetric()) {
            throw KmsError.UNSUPPORTED.of("%s has the spec %s: it has no public key.", key.arn(), key.spec());
        }
        KeyMetadata.Builder algorithms = KeyMetadata.builder();
        KeyAlgorithms.describe(key, algorithms);
        KeyMetadata can = algorithms.build();
        return GetPublicKeyResponse.builder()
                .keyId(key.arn())
                .publicKey(SdkBytes.fromByteArrayUnsafe(pairs.encoded(key)))
                .keySpec(key.spec())
                .customerMasterKeySpec(key.spec().toString())
                .keyUsage(key.usage())
                .encryptionAlgorithms(can.hasEncryptionAlgorithms() ? can.encryptionAlgorithms() : null)
                .signingAlgorithms(can.hasSigningAlgorithms() ? can.signingAlgorithms() : null)
                .keyAgreementAlgorithms(can.hasKeyAgreementAlgorithms() ? can.keyAgreementAlgorithms() : null)
                .build();
    }

    @AuthorizedInCode(actions = "kms:DeriveSharedSecret", because = KEY)
    DeriveSharedSecretResponse deriveSharedSecret(Call call, DeriveSharedSecretRequest request) {
        UseOfKeys.refuseRecipient(call, request.recipient());
        KmsKey key = use.key(
                call,
                request.keyId(),
                KEY_AGREEMENT,
                request.grantTokens(),
                KeyConditions.none().with("kms:KeyAgreementAlgorithm", request.keyAgreementAlgorithm()));
        byte[] secret;
        try {
            PublicKey theirs = KeyPairs.publicKey(
                    key.spec().toString(), request.publicKey().asByteArrayUnsafe());
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(pairs.privateKey(key));
            // Refuses a point that is not on this curve.
            agreement.doPhase(theirs, true);
            secret = agreement.generateSecret();
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw KmsError.VALIDATION.of("The public key is not one of the spec %s.", key.spec());
        }
        UseOfKeys.endDryRun(request.dryRun());
        return DeriveSharedSecretResponse.builder()
                .keyId(key.arn())
                .sharedSecret(SdkBytes.fromByteArrayUnsafe(secret))
                .keyAgreementAlgorithm(request.keyAgreementAlgorithm())
                .keyOrigin(key.origin())
                .build();
    }
}
