package dev.cloudlet.iam.kms.cipher;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Pairs of keys of the kinds that the JDK knows. */
public final class KeyPairs {
    private KeyPairs() {}

    /**
     * A new pair.
     *
     * @param spec as KMS names it: RSA_2048 to RSA_4096, ECC_NIST_P256 to ECC_NIST_P521
     */
    public static KeyPair generate(String spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm(spec));
            if (spec.startsWith("RSA_")) {
                generator.initialize(Integer.parseInt(spec.substring("RSA_".length())));
            } else {
                generator.initialize(new ECGenParameterSpec(curve(spec)));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no pair of the kind " + spec, e);
        }
    }

    public static PrivateKey privateKey(String spec, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(algorithm(spec)).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no private key of the kind " + spec, e);
        }
    }

    /**
     * @throws GeneralSecurityException when these bytes are no public key of that kind
     */
    public static PublicKey publicKey(String spec, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm(spec)).generatePublic(new X509EncodedKeySpec(der));
    }

    private static String algorithm(String spec) {
        return spec.startsWith("RSA_") ? "RSA" : "EC";
    }

    private static String curve(String spec) {
        return switch (spec) {
            case "ECC_NIST_P256" -> "secp256r1";
            case "ECC_NIST_P384" -> "secp384r1";
            case "ECC_NIST_P521" -> "secp521r1";
            default -> throw new IllegalArgumentException("no curve of the kind " + spec);
        };
    }
}
