package dev.cloudlet.iam.kms.signing;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.protocol.AwsException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * One signature algorithm of KMS over digests: a raw message is hashed first.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key spec reference</a>
 */
record Signatures(SigningAlgorithmSpec algorithm, Scheme scheme, int bits) {
    /** The DER of a DigestInfo up to its digest (RFC 8017, 9.2). */
    private static final Map<Integer, byte[]> DIGEST_INFO = Map.of(
            256, HexFormat.of().parseHex("3031300d060960864801650304020105000420"),
            384, HexFormat.of().parseHex("3041300d060960864801650304020205000430"),
            512, HexFormat.of().parseHex("3051300d060960864801650304020305000440"));

    enum Scheme {
        PSS,
        PKCS1,
        ECDSA
    }

    /** The algorithm, if the key has it. */
    static Signatures of(KmsKey key, SigningAlgorithmSpec algorithm) {
        Signatures found =
                switch (algorithm) {
                    case RSASSA_PSS_SHA_256 -> new Signatures(algorithm, Scheme.PSS, 256);
                    case RSASSA_PSS_SHA_384 -> new Signatures(algorithm, Scheme.PSS, 384);
                    case RSASSA_PSS_SHA_512 -> new Signatures(algorithm, Scheme.PSS, 512);
                    case RSASSA_PKCS1_V1_5_SHA_256 -> new Signatures(algorithm, Scheme.PKCS1, 256);
                    case RSASSA_PKCS1_V1_5_SHA_384 -> new Signatures(algorithm, Scheme.PKCS1, 384);
                    case RSASSA_PKCS1_V1_5_SHA_512 -> new Signatures(algorithm, Scheme.PKCS1, 512);
                    case ECDSA_SHA_256 -> new Signatures(algorithm, Scheme.ECDSA, 256);
                    case ECDSA_SHA_384 -> new Signatures(algorithm, Scheme.ECDSA, 384);
                    case ECDSA_SHA_512 -> new Signatures(algorithm, Scheme.ECDSA, 512);
                    case SM2_DSA, ML_DSA_SHAKE_256, ED25519_SHA_512, ED25519_PH_SHA_512, UNKNOWN_TO_SDK_VERSION ->
                        throw incompatible(key, algorithm);
                };
        if (!found.fits(key.spec())) {
            throw incompatible(key, algorithm);
        }
        return found;
    }

    private static AwsException incompatible(KmsKey key, SigningAlgorithmSpec algorithm) {
        return KmsError.INVALID_KEY_USAGE.of("Algorithm %s is incompatible with key spec %s.", algorithm, key.spec());
    }

    private boolean fits(KeySpec spec) {
        return switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096 -> scheme != Scheme.ECDSA;
            case ECC_NIST_P256 -> scheme == Scheme.ECDSA && bits == 256;
            case ECC_NIST_P384 -> scheme == Scheme.ECDSA && bits == 384;
            case ECC_NIST_P521 -> scheme == Scheme.ECDSA && bits == 512;
            default -> false;
        };
    }

    /** What is signed: the hash of a raw message, or a digest as it was given. */
    byte[] digest(byte[] message, boolean digested) {
        if (digested) {
            if (message.length != bits / 8) {
                throw KmsError.VALIDATION.of("Digest is invalid length for algorithm %s.", algorithm);
            }
            return message;
        }
        try {
            return MessageDigest.getInstance(hash()).digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }

    byte[] sign(PrivateKey key, byte[] digest) {
        try {
            if (scheme == Scheme.PSS) {
                return new PssSignature(hash()).sign(key, digest);
            }
            Signature signature = signature();
            signature.initSign(key);
            signature.update(signed(digest));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no signature by " + algorithm, e);
        }
    }

    boolean verify(PublicKey key, byte[] digest, byte[] claimed) {
        try {
            if (scheme == Scheme.PSS) {
                return new PssSignature(hash()).verify(key, digest, claimed);
            }
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(signed(digest));
            return signature.verify(claimed);
        } catch (SignatureException notOne) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no verification by " + algorithm, e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        // The one for RSA pads whatever it gets; the DigestInfo is made here.
        return Signature.getInstance(scheme == Scheme.ECDSA ? "NONEwithECDSA" : "NONEwithRSA");
    }

    private byte[] signed(byte[] digest) {
        return scheme == Scheme.PKCS1 ? info(digest) : digest;
    }

    private byte[] info(byte[] digest) {
        byte[] prefix = DIGEST_INFO.get(bits);
        if (prefix == null) {
            throw new IllegalStateException("no hash of " + bits + " bits");
        }
        byte[] info = Arrays.copyOf(prefix, prefix.length + digest.length);
        System.arraycopy(digest, 0, info, prefix.length, digest.length);
        return info;
    }

    private String hash() {
        return "SHA-" + bits;
    }
}
