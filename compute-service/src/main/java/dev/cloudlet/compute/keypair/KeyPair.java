package dev.cloudlet.compute.keypair;

import dev.cloudlet.compute.Place;
import java.time.Instant;
import java.util.Map;

/**
 * A key pair, whose private half only its user has.
 *
 * @param type rsa or ed25519
 * @param fingerprint in EC2's form for that type
 * @param publicKey a line as in authorized_keys, without a comment
 */
public record KeyPair(
        Place place,
        String id,
        String name,
        String type,
        String fingerprint,
        String publicKey,
        Instant created,
        Map<String, String> tags) {
    KeyPair with(Map<String, String> others) {
        return new KeyPair(place, id, name, type, fingerprint, publicKey, created, others);
    }
}
