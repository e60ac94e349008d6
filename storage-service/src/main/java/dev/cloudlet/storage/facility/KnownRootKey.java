package dev.cloudlet.storage.facility;

import dev.cloudlet.storage.seal.RootKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sees to it that nobody stores or misses objects because the root key's file was lost or mistaken for another. */
final class KnownRootKey {
    private final JdbcClient jdbc;

    KnownRootKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The key in the file; without one that objects are encrypted with, there is no start. */
    RootKey in(Path file, SecureRandom random) {
        boolean known =
                jdbc.sql("SELECT count(*) FROM root_key").query(Integer.class).single() > 0;
        if (known && !Files.exists(file)) {
            throw new IllegalStateException("The root key is lost: " + file + " does not exist. The stored objects are"
                    + " encrypted with it and cannot be read without. Put the file back from a copy, or give up the objects by"
                    + " removing all data.");
        }
        RootKey key = RootKey.in(file, random);
        jdbc.sql("INSERT INTO root_key (fingerprint) VALUES (:fingerprint) ON CONFLICT (single) DO NOTHING")
                .param("fingerprint", key.fingerprint())
                .update();
        String expected =
                jdbc.sql("SELECT fingerprint FROM root_key").query(String.class).single();
        if (!expected.equals(key.fingerprint())) {
            throw new IllegalStateException(
                    "The root key in " + file + " is not the one that the stored objects are encrypted"
                            + " with. Put the right file back from a copy, or give up the objects by removing all data.");
        }
        return key;
    }
}
