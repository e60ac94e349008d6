package dev.cloudlet.compute.keypair;

import dev.cloudlet.compute.Ec2Error;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the public key of somebody's own key pair: a line of OpenSSH, its file of RFC 4716, or DER in base64. */
final class PublicKeyFile {
    private static final Set<Integer> RSA_BITS = Set.of(1024, 2048, 4096);
    private static final int MOST = 16 << 10;
    private static final int ED25519_BYTES = 32;

    private PublicKeyFile() {}

    /** What was read. */
    record Read(String type, String fingerprint, String publicKey) {}

    static Read read(byte[] material) {
        if (material.length > MOST) {
            throw malformed();
        }
        String text = new String(material, StandardCharsets.UTF_8).strip();
        try {
            if (text.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
                String body = text.lines()
                        .filter(line -> !line.startsWith("----") && !line.contains(":"))
                        .collect(Collectors.joining());
                return blob(Base64.getDecoder().decode(body));
            }
            String[] words = text.split("\\s+");
            if (words.length >= 2 && words[0].startsWith("ssh-")) {
                return blob(Base64.getDecoder().decode(words[1]));
            }
            byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
            return rsa((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | ClassCastException e) {
            throw malformed();
        }
    }

    private static Read blob(byte[] blob) throws IOException, GeneralSecurityException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(blob));
        String type = new String(part(in), StandardCharsets.US_ASCII);
        switch (type) {
            case "ssh-rsa" -> {
                BigInteger exponent = new BigInteger(1, part(in));
                BigInteger modulus = new BigInteger(1, part(in));
                return rsa((RSAPublicKey)
                        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
            }
            case "ssh-ed25519" -> {
                if (part(in).length != ED25519_BYTES || in.read() != -1) {
                    throw malformed();
                }
                return new Read(
                        "ed25519",
                        SshKeys.sha256(blob),
                        "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob));
            }
            default -> throw malformed();
        }
    }

    private static byte[] part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
            throw malformed();
        }
        byte[] part = new byte[length];
        in.readFully(part);
        return part;
    }

    private static Read rsa(RSAPublicKey key) throws GeneralSecurityException {
        if (!RSA_BITS.contains(key.getModulus().bitLength())) {
            throw Ec2Error.INVALID_KEY_FORMAT.of("Key length must be 1024, 2048 or 4096 bits");
        }
        return new Read(
                "rsa", SshKeys.colons(MessageDigest.getInstance("MD5").digest(key.getEncoded())), SshKeys.rsaLine(key));
    }

    private static RuntimeException malformed() {
        return Ec2Error.INVALID_KEY_FORMAT.of("Key is not in valid OpenSSH public key format");
    }
}
