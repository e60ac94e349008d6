package dev.cloudlet.compute.keypair;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes key pairs as EC2 hands them out.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html">Fingerprints</a>
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key">OpenSSH's private key format</a>
 */
final class SshKeys {
    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;
    private static final int OPENSSH_BLOCK = 8;

    private SshKeys() {}

    /**
     * A new key pair.
     *
     * @param material the private key as a PEM file
     * @param publicKey a line as in authorized_keys, without a comment
     */
    record Made(String material, String fingerprint, String publicKey) {}

    static Made rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            java.security.KeyPair pair = generator.generateKeyPair();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            return new Made(
                    pem("RSA PRIVATE KEY", Pkcs1.of((RSAPrivateCrtKey) pair.getPrivate())),
                    colons(MessageDigest.getInstance("SHA-1").digest(pkcs8)),
                    rsaLine((RSAPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA and SHA-1", e);
        }
    }

    static Made ed25519() {
        try {
            java.security.KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] spki = pair.getPublic().getEncoded();
            byte[] point = Arrays.copyOfRange(spki, spki.length - ED25519_BYTES, spki.length);
            byte[] blob = blob(string("ssh-ed25519"), point);
            return new Made(
                    pem("OPENSSH PRIVATE KEY", openSsh(blob, seed, point)),
                    sha256(blob),
                    "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    static String rsaLine(RSAPublicKey key) {
        byte[] blob = blob(
                string("ssh-rsa"),
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray());
        return "ssh-rsa " + Base64.getEncoder().encodeToString(blob);
    }

    /** The fingerprint of an Ed25519 key, from its public half as OpenSSH writes it. */
    static String sha256(byte[] blob) throws GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
    }

    static String colons(byte[] digest) {
        return HexFormat.ofDelimiter(":").formatHex(digest);
    }

    private static byte[] openSsh(byte[] blob, byte[] seed, byte[] point) {
        byte[] check = new byte[4];
        new SecureRandom().nextBytes(check);
        byte[] both = new byte[2 * ED25519_BYTES];
        System.arraycopy(seed, 0, both, 0, ED25519_BYTES);
        System.arraycopy(point, 0, both, ED25519_BYTES, ED25519_BYTES);
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        secret.writeBytes(check);
        secret.writeBytes(check);
        secret.writeBytes(blob(string("ssh-ed25519"), point, both, new byte[0]));
        for (int n = 1; secret.size() % OPENSSH_BLOCK != 0; n++) {
            secret.write(n);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(string("openssh-key-v1\0"));
        file.writeBytes(blob(string("none"), string("none"), new byte[0]));
        file.writeBytes(new byte[] {0, 0, 0, 1});
        file.writeBytes(blob(blob, secret.toByteArray()));
        return file.toByteArray();
    }

    /** Each part with its length before it. */
    private static byte[] blob(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] part : parts) {
                out.writeInt(part.length);
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] string(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(String kind, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
