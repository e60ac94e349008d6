package dev.cloudlet.iam.kms.cipher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Messages under a symmetric key: AES-256-GCM with a key for each message, derived from the material and a random salt, as KMS
 * does. However many messages a key seals, no derived key ever sees two of them with one nonce.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/cryptographic-details/crypto-primitives.html">KMS: cryptographic primitives</a>
 */
@Component
public class MessageCipher {
    private static final byte[] PURPOSE = "cloudlet kms message 1".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();

    /** The ciphertext of a message, which names the key. */
    public byte[] seal(
            String account, String keyId, int version, byte[] material, byte[] message, Map<String, String> context) {
        byte[] salt = random(Ciphertext.SALT_BYTES);
        byte[] nonce = random(Ciphertext.NONCE_BYTES);
        byte[] header = Ciphertext.header(account, keyId, version, salt, nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, material, salt, nonce, header, context)
                    .doFinal(message);
            return ByteBuffer.allocate(header.length + sealed.length)
                    .put(header)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message could not be sealed", e);
        }
    }

    /** The message; null when the ciphertext was changed, or is of other material or another context. */
    public byte @Nullable [] open(Ciphertext ciphertext, byte[] material, Map<String, String> context) {
        try {
            return cipher(
                            Cipher.DECRYPT_MODE,
                            material,
                            ciphertext.salt(),
                            ciphertext.nonce(),
                            ciphertext.header(),
                            context)
                    .doFinal(ciphertext.sealed());
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message could not be opened", e);
        }
    }

    /** Random bytes of a generator that is fit for keys. */
    public byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Cipher cipher(
            int mode, byte[] material, byte[] salt, byte[] nonce, byte[] header, Map<String, String> context)
            throws GeneralSecurityException {
        SecretKey key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.expandOnly(
                                new SecretKeySpec(material, "Generic"), concat(PURPOSE, salt), 32));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(Ciphertext.TAG_BYTES * 8, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(EncryptionContexts.bytes(context));
        return cipher;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
