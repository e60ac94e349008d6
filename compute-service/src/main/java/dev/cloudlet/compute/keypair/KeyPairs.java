package dev.cloudlet.compute.keypair;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.tag.Tags;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key pairs of each region. */
@Component
public final class KeyPairs {
    private final JdbcClient jdbc;
    private final Tags tags;

    public KeyPairs(JdbcClient jdbc, Tags tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    /** All of a region, in the order of their names. */
    public List<KeyPair> list(Place place) {
        List<KeyPair> found = jdbc.sql(
                        "SELECT * FROM key_pair WHERE account = :account AND region = :region ORDER BY name")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> new KeyPair(
                        place,
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("fingerprint"),
                        row.getString("public_key"),
                        row.getTimestamp("created").toInstant(),
                        Map.of()))
                .list();
        return tags.on(place, found, KeyPair::id, KeyPair::with);
    }

    /** The key pair of this name. */
    public Optional<KeyPair> named(Place place, String name) {
        return list(place).stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The key pair of this name, or InvalidKeyPair.NotFound. */
    public KeyPair require(Place place, String name) {
        return named(place, name)
                .orElseThrow(() -> Ec2Error.INVALID_KEY_PAIR_NOT_FOUND.of("The key pair '%s' does not exist", name));
    }

    /** Adds one; false if there is one of that name. */
    boolean add(KeyPair key) {
        return jdbc.sql("""
                        INSERT INTO key_pair (account, region, name, id, type, fingerprint, public_key, created)
                        VALUES (:account, :region, :name, :id, :type, :fingerprint, :publicKey, :created)
                        ON CONFLICT (account, region, name) DO NOTHING
                        """)
                        .param("account", key.place().account())
                        .param("region", key.place().region())
                        .param("name", key.name())
                        .param("id", key.id())
                        .param("type", key.type())
                        .param("fingerprint", key.fingerprint())
                        .param("publicKey", key.publicKey())
                        .param("created", Timestamp.from(key.created()))
                        .update()
                == 1;
    }

    void remove(KeyPair key) {
        jdbc.sql("DELETE FROM key_pair WHERE id = :id").param("id", key.id()).update();
        tags.forget(key.place(), key.id());
    }
}
