package dev.cloudlet.iam.kms.crypto;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.cipher.KeyPairs;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Materials;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Objects;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** Encrypts with RSAES-OAEP, whose mask generation uses the same hash, as in KMS. */
@Component
class RsaKeys {
    private final Materials materials;

    RsaKeys(Materials materials) {
        this.materials = materials;
    }

    SymmetricKeys.Sealed encrypt(KmsKey key, EncryptionAlgorithmSpec algorithm, byte[] plaintext) {
        Material material = material(key);
        try {
            RSAPublicKey open = (RSAPublicKey)
                    KeyPairs.publicKey(key.spec().toString(), Objects.requireNonNull(material.publicKey()));
            int hash = algorithm == EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1 ? 20 : 32;
            int most = open.getModulus().bitLength() / 8 - 2 * hash - 2;
            if (plaintext.length > most) {
                throw KmsError.VALIDATION.of(
                        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length"
                                + " less than or equal to %d",
                        most);
            }
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, open, algorithm).doFinal(plaintext);
            return new SymmetricKeys.Sealed(SdkBytes.fromByteArrayUnsafe(sealed), material.id());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA does not encrypt with " + key.arn(), e);
        }
    }

    SymmetricKeys.Opened decrypt(KmsKey key, EncryptionAlgorithmSpec algorithm, byte[] ciphertext) {
        Material material = material(key);
        try {
            Key secret = KeyPairs.privateKey(key.spec().toString(), materials.open(key, material));
            return new SymmetricKeys.Opened(
                    cipher(Cipher.DECRYPT_MODE, secret, algorithm).doFinal(ciphertext), material.id());
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw KmsError.INVALID_CIPHERTEXT.of("");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA does not decrypt with " + key.arn(), e);
        }
    }

    private Material material(KmsKey key) {
        return Objects.requireNonNull(materials.find(key, key.version()));
    }

    private static Cipher cipher(int mode, Key key, EncryptionAlgorithmSpec algorithm) throws GeneralSecurityException {
        String hash = algorithm == EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1 ? "SHA-1" : "SHA-256";
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                mode,
                key,
                new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
        return cipher;
    }
}
