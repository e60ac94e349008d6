package dev.cloudlet.iam.kms.signing;

import static software.amazon.awssdk.services.kms.model.KeyUsageType.GENERATE_VERIFY_MAC;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.UseOfKeys;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** Message authentication codes by HMAC keys. */
@AwsOperations
class MacOperations {
    private static final String KEY = "The key's own policy and grants decide";

    private final UseOfKeys use;
    private final PairMaterial material;

    MacOperations(UseOfKeys use, PairMaterial material) {
        this.use = use;
        this.material = material;
    }

    @AuthorizedInCode(actions = "kms:GenerateMac", because = KEY)
    GenerateMacResponse generateMac(Call call, GenerateMacRequest request) {
        KmsKey key = key(call, request.keyId(), request.macAlgorithm(), request.grantTokens());
        UseOfKeys.endDryRun(request.dryRun());
        return GenerateMacResponse.builder()
                .keyId(key.arn())
                .macAlgorithm(request.macAlgorithm())
                .mac(SdkBytes.fromByteArrayUnsafe(
                        mac(key, request.macAlgorithm(), request.message().asByteArrayUnsafe())))
                .build();
    }

    @AuthorizedInCode(actions = "kms:VerifyMac", because = KEY)
    VerifyMacResponse verifyMac(Call call, VerifyMacRequest request) {
        KmsKey key = key(call, request.keyId(), request.macAlgorithm(), request.grantTokens());
        UseOfKeys.endDryRun(request.dryRun());
        byte[] expected = mac(key, request.macAlgorithm(), request.message().asByteArrayUnsafe());
        if (!MessageDigest.isEqual(expected, request.mac().asByteArrayUnsafe())) {
            throw KmsError.INVALID_MAC.of("");
        }
        return VerifyMacResponse.builder()
                .keyId(key.arn())
                .macAlgorithm(request.macAlgorithm())
                .macValid(true)
                .build();
    }

    private KmsKey key(Call call, String keyId, MacAlgorithmSpec algorithm, Collection<String> grantTokens) {
        KmsKey key = use.key(
                call,
                keyId,
                GENERATE_VERIFY_MAC,
                grantTokens,
                KeyConditions.none().with("kms:MacAlgorithm", algorithm));
        if (!key.spec().toString().equals(algorithm.toString().replace("_SHA", ""))) {
            throw KmsError.INVALID_KEY_USAGE.of(
                    "Algorithm %s is incompatible with key spec %s.", algorithm, key.spec());
        }
        return key;
    }

    private byte[] mac(KmsKey key, MacAlgorithmSpec algorithm, byte[] message) {
        String name = algorithm.toString().replace("HMAC_SHA_", "HmacSHA");
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(material.secret(key), name));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}
