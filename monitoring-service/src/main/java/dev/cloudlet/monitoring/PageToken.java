package dev.cloudlet.monitoring;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the next page of a list begins, in a form that says nothing to a client. */
public final class PageToken {
    private static final String VERSION = "1";
    private static final String INVALID = "The specified nextToken is invalid.";
    private static final char SEPARATOR = '\u001f';

    private PageToken() {}

    /** A token of some parts, none of which contains U+001F. */
    public static String of(Object... parts) {
        StringBuilder text = new StringBuilder(VERSION);
        for (Object part : parts) {
            text.append(SEPARATOR).append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of a token; none for no token. */
    public static List<String> parts(@Nullable String token, int size, ErrorCode refusal) {
        if (token == null || token.isEmpty()) {
            return List.of();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(String.valueOf(SEPARATOR), -1));
            if (parts.size() == size + 1 && parts.getFirst().equals(VERSION) && text.indexOf('\0') < 0) {
                return parts.subList(1, parts.size());
            }
        } catch (IllegalArgumentException e) {
            throw new AwsException(refusal, INVALID, e);
        }
        throw new AwsException(refusal, INVALID);
    }

    /** The only part of a token, a number; 0 for no token. */
    public static long only(@Nullable String token, ErrorCode refusal) {
        List<String> parts = parts(token, 1, refusal);
        return parts.isEmpty() ? 0 : number(parts.getFirst(), refusal);
    }

    /** A part that must be a number. */
    public static long number(String part, ErrorCode refusal) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw new AwsException(refusal, INVALID, e);
        }
    }
}
