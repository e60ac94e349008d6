package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** What a user gives an instance to run when it first boots. */
final class UserData {
    private static final int MOST = 16 << 10;
    private static final int MOST_UNPACKED = 1 << 20;

    private UserData() {}

    /** As it came in a request: base64 of at most 16 KB. */
    static String checked(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Ec2Error.INVALID_USER_DATA_MALFORMED.of("Invalid BASE64 encoding of user data.");
        }
        // The mime decoder passes over what is no base64 at all.
        if ((bytes.length == 0 && !base64.isBlank()) || !base64.matches("[A-Za-z0-9+/=\\s]*")) {
            throw Ec2Error.INVALID_USER_DATA_MALFORMED.of("Invalid BASE64 encoding of user data.");
        }
        if (bytes.length > MOST) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of("User data is limited to 16384 bytes");
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The script in it, empty for none. What is no script becomes one that says so on the console. */
    static String script(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length == 0) {
            return "";
        }
        String text;
        try {
            text = new String(unpacked(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return complaint("user data is not gzip, though it begins like it");
        }
        if (text.startsWith("#!")) {
            return text;
        }
        if (text.startsWith("#cloud-config")) {
            return complaint(
                    "user data is cloud-config, which this image does not have: write a script that begins with #!");
        }
        return complaint("user data was not run: it is no script, which begins with #!");
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = gzip.readNBytes(MOST_UNPACKED + 1);
            if (unpacked.length > MOST_UNPACKED) {
                return "#!/bin/sh\necho 'cloudlet: user data is larger than 1 MiB when unpacked'\n"
                        .getBytes(StandardCharsets.UTF_8);
            }
            return unpacked;
        }
    }

    private static String complaint(String words) {
        return "#!/bin/sh\necho 'cloudlet: " + words + "'\n";
    }
}
