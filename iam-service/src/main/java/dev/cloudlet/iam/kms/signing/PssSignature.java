package dev.cloudlet.iam.kms.signing;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/**
 * RSASSA-PSS over a digest that is already there, with a salt of the same length: the JDK's own hashes what it signs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-9.1">RFC 8017, 9.1: EMSA-PSS</a>
 */
final class PssSignature {
    private static final byte TRAILER = (byte) 0xbc;

    private final String hash;
    private final SecureRandom random = new SecureRandom();

    PssSignature(String hash) {
        this.hash = hash;
    }

    byte[] sign(PrivateKey key, byte[] digest) throws GeneralSecurityException {
        byte[] salt = new byte[digest.length];
        random.nextBytes(salt);
        byte[] seed = seed(digest, salt);
        byte[] encoded = new byte[length(key)];
        int data = encoded.length - seed.length - 1;
        encoded[data - salt.length - 1] = 1;
        System.arraycopy(salt, 0, encoded, data - salt.length, salt.length);
        mask(encoded, data, seed);
        // The modulus has a multiple of eight bits, and the encoding one bit less.
        encoded[0] &= 0x7f;
        System.arraycopy(seed, 0, encoded, data, seed.length);
        encoded[encoded.length - 1] = TRAILER;
        Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.DECRYPT_MODE, key);
        return rsa.doFinal(encoded);
    }

    boolean verify(PublicKey key, byte[] digest, byte[] signature) throws GeneralSecurityException {
        if (signature.length != length(key)) {
            return false;
        }
        byte[] encoded;
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
            rsa.init(Cipher.ENCRYPT_MODE, key);
            encoded = rsa.doFinal(signature);
        } catch (BadPaddingException | IllegalBlockSizeException greaterThanTheModulus) {
            return false;
        }
        int data = encoded.length - digest.length - 1;
        if (encoded[encoded.length - 1] != TRAILER || encoded[0] < 0) {
            return false;
        }
        byte[] seed = Arrays.copyOfRange(encoded, data, encoded.length - 1);
        mask(encoded, data, seed);
        encoded[0] &= 0x7f;
        int one = data - digest.length - 1;
        for (int i = 0; i < one; i++) {
            if (encoded[i] != 0) {
                return false;
            }
        }
        byte[] salt = Arrays.copyOfRange(encoded, one + 1, data);
        return encoded[one] == 1 && MessageDigest.isEqual(seed, seed(digest, salt));
    }

    private static int length(Key key) {
        return (((RSAKey) key).getModulus().bitLength() + 7) / 8;
    }

    private byte[] seed(byte[] digest, byte[] salt) throws GeneralSecurityException {
        MessageDigest seed = MessageDigest.getInstance(hash);
        seed.update(new byte[8]);
        seed.update(digest);
        return seed.digest(salt);
    }

    /** MGF1 over the first bytes. */
    private void mask(byte[] bytes, int length, byte[] seed) throws GeneralSecurityException {
        MessageDigest generator = MessageDigest.getInstance(hash);
        for (int from = 0, counter = 0; from < length; counter++) {
            generator.update(seed);
            byte[] block = generator.digest(
                    new byte[] {(byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter
                    });
            for (int i = 0; i < block.length && from < length; i++, from++) {
                bytes[from] ^= block[i];
            }
        }
    }
}
