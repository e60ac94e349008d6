package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Tags of objects and buckets, as a map in the order of the keys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object tagging</a>
 */
public final class TagSet {
    private static final int MOST_OF_OBJECT = 10;
    private static final int MOST_OF_BUCKET = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagSet() {}

    /** Of the header x-amz-tagging, which is written as a query. */
    public static Map<String, String> ofHeader(@Nullable String header) {
        Map<String, String> tags = new TreeMap<>();
        if (header == null || header.isEmpty()) {
            return tags;
        }
        for (String pair : header.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            add(tags, decode(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return limited(tags, MOST_OF_OBJECT);
    }

    public static Map<String, String> ofObject(Tagging tagging) {
        return limited(collect(tagging), MOST_OF_OBJECT);
    }

    public static Map<String, String> ofBucket(Tagging tagging) {
        return limited(collect(tagging), MOST_OF_BUCKET);
    }

    public static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Map<String, String> collect(Tagging tagging) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : tagging.tagSet()) {
            add(tags, tag.key(), tag.value());
        }
        return tags;
    }

    private static void add(Map<String, String> tags, String key, String value) {
        if (key.isEmpty()
                || key.codePointCount(0, key.length()) > LONGEST_KEY
                || !CHARACTERS.matcher(key).matches()) {
            throw S3Error.INVALID_TAG
                    .of("The TagKey you have provided is invalid")
                    .with("TagKey", key);
        }
        if (value.codePointCount(0, value.length()) > LONGEST_VALUE
                || !CHARACTERS.matcher(value).matches()) {
            throw S3Error.INVALID_TAG
                    .of("The TagValue you have provided is invalid")
                    .with("TagValue", value);
        }
        if (key.startsWith("aws:")) {
            throw S3Error.INVALID_TAG.of("System tags cannot be added/updated by requester");
        }
        if (tags.put(key, value) != null) {
            throw S3Error.INVALID_TAG
                    .of("Cannot provide multiple Tags with the same key")
                    .with("TagKey", key);
        }
    }

    private static Map<String, String> limited(Map<String, String> tags, int most) {
        if (tags.size() > most) {
            throw most == MOST_OF_OBJECT
                    ? S3Error.BAD_REQUEST.of("Object tags cannot be greater than %d", most)
                    : S3Error.BAD_REQUEST.of("Bucket tag count cannot be greater than %d", most);
        }
        return tags;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Error.INVALID_ARGUMENT
                    .of("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
                            + " without tag name duplicates.")
                    .with("ArgumentName", "x-amz-tagging");
        }
    }
}
