package dev.cloudlet.kit.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form whose fields have been read and whose file is still to come.
 *
 * @param fields by lower-case name, those before the file; what comes after it is ignored
 * @param file the bytes of the file, to be read once
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>
 */
public record Form(Map<String, String> fields, InputStream file) {
    private static final int MOST_BEFORE_FILE = 20 << 10;
    /** What a field takes beside its name and value. */
    private static final int FIELD = 8;

    private static final Pattern BOUNDARY =
            Pattern.compile(".*;\\s*boundary=(?:\"([^\"]{1,200})\"|([^\\s;,\"]{1,200})).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = parameter("name");
    private static final Pattern FILE_NAME = parameter("filename");
    private static final String FILE = "file";

    private static Pattern parameter(String name) {
        return Pattern.compile(
                "(?:^|.*[;\\s])" + name + "=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]*)).*", Pattern.CASE_INSENSITIVE);
    }

    /**
     * Reads a form up to its file.
     *
     * @throws dev.cloudlet.protocol.AwsException if it is not well-formed, or has no file
     */
    public static Form read(String contentType, InputStream body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw FormError.MALFORMED.error();
        }
        try {
            return read(new MultipartReader(body, boundary.group(1) != null ? boundary.group(1) : boundary.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Form read(MultipartReader parts) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        int size = 0;
        while (parts.next()) {
            Map<String, String> head = head(parts);
            String disposition = head.getOrDefault("content-disposition", "");
            String name = parameter(NAME, disposition);
            if (name == null) {
                throw FormError.MALFORMED.error();
            }
            name = name.toLowerCase(Locale.ROOT);
            if (name.equals(FILE)) {
                String fileName = parameter(FILE_NAME, disposition);
                String bare = fileName == null ? "" : fileName.substring(fileName.lastIndexOf('\\') + 1);
                fields.replaceAll((field, value) -> value.replace("${filename}", bare));
                return new Form(fields, new FilePart(parts));
            }
            String value = value(parts, MOST_BEFORE_FILE - size);
            size += name.length() + value.length() + FIELD;
            fields.merge(name, value, (one, other) -> one + "," + other);
        }
        throw FormError.ONE_FILE.error();
    }

    private static Map<String, String> head(MultipartReader parts) throws IOException {
        Map<String, String> head = new LinkedHashMap<>();
        int size = 0;
        for (String line = parts.line(MOST_BEFORE_FILE); !line.isEmpty(); line = parts.line(MOST_BEFORE_FILE)) {
            size += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || size > MOST_BEFORE_FILE) {
                throw FormError.MALFORMED.error();
            }
            head.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                            .substring(colon + 1)
                            .strip());
        }
        return head;
    }

    private static @Nullable String parameter(Pattern pattern, String disposition) {
        Matcher m = pattern.matcher(disposition);
        if (!m.matches()) {
            return null;
        }
        return m.group(1) != null ? m.group(1).replace("\\\"", "\"") : m.group(2);
    }

    private static String value(MultipartReader parts, int most) throws IOException {
        try (InputStream in = new FilePart(parts)) {
            byte[] bytes = in.readNBytes(Math.max(0, most) + 1);
            if (bytes.length > most) {
                throw FormError.TOO_MUCH_BEFORE_FILE.error();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static final class FilePart extends InputStream {
        private final MultipartReader parts;

        FilePart(MultipartReader parts) {
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 ? 0 : parts.read(into, offset, length);
        }
    }
}
