package dev.cloudlet.standalone.data;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * An access key of the root user that nobody else knows, for a cloud that others can reach; made once per data directory,
 * readable by its owner alone, in the file {@code root-access-key.properties}.
 *
 * @param accessKeyId 20 capital letters and digits, as those of AWS
 * @param secretAccessKey 40 letters and digits
 */
public record RootKey(String accessKeyId, String secretAccessKey) {
    private static final String FILE = "root-access-key.properties";
    private static final String ACCESS_KEY_ID = "access-key-id";
    private static final String SECRET_ACCESS_KEY = "secret-access-key";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String LETTERS = CAPITALS + "abcdefghijklmnopqrstuvwxyz0189";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads the directory's key, making it where there is none. */
    public static RootKey of(DataDirectory data) {
        Path file = data.path().resolve(FILE);
        try {
            Properties kept = PrivateFile.read(file);
            String id = kept.getProperty(ACCESS_KEY_ID);
            String secret = kept.getProperty(SECRET_ACCESS_KEY);
            return id == null || secret == null ? made(file) : new RootKey(id, secret);
        } catch (IOException e) {
            throw PrivateFile.unusable(file, e);
        }
    }

    @Override
    public String toString() {
        return "RootKey[" + accessKeyId + "]";
    }

    private static RootKey made(Path file) throws IOException {
        RootKey made = new RootKey("AKIA" + random(16, CAPITALS), random(40, LETTERS));
        PrivateFile.write(
                file, """
                # Generated when the cloud was first started for others to reach: the root user's access key.
                %s=%s
                %s=%s
                """.formatted(ACCESS_KEY_ID, made.accessKeyId, SECRET_ACCESS_KEY, made.secretAccessKey));
        return made;
    }

    private static String random(int length, String alphabet) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
