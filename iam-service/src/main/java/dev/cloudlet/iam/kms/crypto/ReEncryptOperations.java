package dev.cloudlet.iam.kms.crypto;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.ENCRYPT_DECRYPT;

import dev.cloudlet.iam.kms.cipher.Ciphertext;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** From one key or context to another, without the plaintext leaving KMS. */
@AwsOperations
class ReEncryptOperations {
    private final KeyAccess access;
    private final Encryption encryption;
    private final Decryption decryption;

    ReEncryptOperations(KeyAccess access, Encryption encryption, Decryption decryption) {
        this.access = access;
        this.encryption = encryption;
        this.decryption = decryption;
    }

    @AuthorizedInCode(
            actions = {"kms:ReEncryptFrom", "kms:ReEncryptTo"},
            because = "The policies and grants of both keys decide")
    ReEncryptResponse reEncrypt(Call call, ReEncryptRequest request) {
        Decryption.Wanted wanted = new Decryption.Wanted(
                request.sourceKeyId(),
                Decryption.required(request.ciphertextBlob()),
                Encryption.algorithm(request.sourceEncryptionAlgorithm()),
                request.sourceEncryptionContext(),
                request.grantTokens());
        boolean same = sameKey(call, request, wanted);
        Decryption.Source source = decryption.find(
                call, "kms:ReEncryptFrom", wanted, KeyConditions.none().with("kms:ReEncryptOnSameKey", same));
        EncryptionAlgorithmSpec algorithm = Encryption.algorithm(request.destinationEncryptionAlgorithm());
        KmsKey destination = access.use(
                call,
                "kms:ReEncryptTo",
                request.destinationKeyId(),
                KeyConditions.none()
                        .context(request.destinationEncryptionContext())
                        .with("kms:EncryptionAlgorithm", algorithm)
                        .with("kms:ReEncryptOnSameKey", same));
        destination.requireEnabled();
        destination.requireUsage(ENCRYPT_DECRYPT, call.operation());
        Encryption.check(destination, algorithm, request.destinationEncryptionContext());
        SymmetricKeys.Opened opened = decryption.open(source, call.time());
        UseOfKeys.endDryRun(request.dryRun());
        SymmetricKeys.Sealed sealed = encryption.encrypt(
                destination, algorithm, opened.plaintext(), request.destinationEncryptionContext(), call.time());
        return ReEncryptResponse.builder()
                .ciphertextBlob(sealed.ciphertext())
                .sourceKeyId(source.key().arn())
                .keyId(destination.arn())
                .sourceEncryptionAlgorithm(wanted.algorithm())
                .destinationEncryptionAlgorithm(algorithm)
                .sourceKeyMaterialId(source.key().symmetric() ? opened.materialId() : null)
                .destinationKeyMaterialId(destination.symmetric() ? sealed.materialId() : null)
                .build();
    }

    private boolean sameKey(Call call, ReEncryptRequest request, Decryption.Wanted wanted) {
        KmsKey destination = access.quietly(call, request.destinationKeyId());
        Ciphertext ciphertext = Ciphertext.parse(wanted.ciphertext());
        KmsKey source;
        if (request.sourceKeyId() != null) {
            source = access.quietly(call, request.sourceKeyId());
        } else {
            source = ciphertext == null ? null : access.here(call, ciphertext.account(), ciphertext.keyId());
        }
        return destination != null && source != null && destination.arn().equals(source.arn());
    }
}
