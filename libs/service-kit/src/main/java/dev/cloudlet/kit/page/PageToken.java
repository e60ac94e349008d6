package dev.cloudlet.kit.page;

import dev.cloudlet.protocol.AwsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins, in a form that says nothing to a client. What a client made up is refused, in each
 * service's own words; what is accepted holds no U+0000, which Postgres would not take.
 */
public final class PageToken {
    private static final String VERSION = "1";
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

    /**
     * The parts of a token; none for no token.
     *
     * @param size how many there must be
     * @throws AwsException the refusal, if it is no such token
     */
    public static List<String> parts(@Nullable String token, int size, Supplier<AwsException> refusal) {
        if (token == null || token.isEmpty()) {
            return List.of();
        }
        return read(token).filter(parts -> parts.size() == size).orElseThrow(refusal);
    }

    /** The parts of a token; empty if it is none of ours. */
    public static Optional<List<String>> read(String token) {
        String text;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            return Optional.empty();
        }
        List<String> all = List.of(text.split(String.valueOf(SEPARATOR), -1));
        boolean ours = all.size() > 1 && all.getFirst().equals(VERSION) && text.indexOf('\0') < 0;
        return ours ? Optional.of(all.subList(1, all.size())) : Optional.empty();
    }

    /** The only part of a token, a number; 0 for no token. */
    public static long only(@Nullable String token, Supplier<AwsException> refusal) {
        List<String> parts = parts(token, 1, refusal);
        return parts.isEmpty() ? 0 : number(parts.getFirst(), refusal);
    }

    /** A part that must be a number. */
    public static long number(String part, Supplier<AwsException> refusal) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException notOurs) {
            AwsException refused = refusal.get();
            refused.addSuppressed(notOurs);
            throw refused;
        }
    }
}
