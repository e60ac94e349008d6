package dev.cloudlet.standalone.data;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * What the parts of one cloud prove themselves to each other with; made once per data directory, readable by its owner
 * alone, in the file {@code secrets.properties}.
 *
 * @param superuserPassword of Postgres's superuser, used only to set the database up
 * @param databasePassword of the role that the services connect as
 * @param internalToken of calls between services
 */
public record Secrets(String superuserPassword, String databasePassword, String internalToken) {
    static final String FILE = "secrets.properties";
    private static final String SUPERUSER_PASSWORD = "superuser-password";
    private static final String DATABASE_PASSWORD = "database-password";
    private static final String INTERNAL_TOKEN = "internal-token";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads the directory's secrets, making those that are not there yet. */
    public static Secrets of(DataDirectory data) {
        Path file = data.path().resolve(FILE);
        try {
            Properties kept = PrivateFile.read(file);
            Secrets secrets = new Secrets(
                    kept.getProperty(SUPERUSER_PASSWORD, random()),
                    kept.getProperty(DATABASE_PASSWORD, random()),
                    kept.getProperty(INTERNAL_TOKEN, random()));
            if (kept.size() < 3) {
                secrets.write(file);
            }
            return secrets;
        } catch (IOException e) {
            throw PrivateFile.unusable(file, e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }

    private void write(Path file) throws IOException {
        PrivateFile.write(file, """
                # Generated. Without this file the data beside it cannot be opened.
                %s=%s
                %s=%s
                %s=%s
                """.formatted(
                        SUPERUSER_PASSWORD,
                        superuserPassword,
                        DATABASE_PASSWORD,
                        databasePassword,
                        INTERNAL_TOKEN,
                        internalToken));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
