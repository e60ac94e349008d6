package dev.cloudlet.storage.listing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The token of ListObjectsV2: the last entry of a page, in a form that nobody takes for a key. */
final class ContinuationToken {
    private ContinuationToken() {}

    static String write(String lastEntry) {
        return Base64.getUrlEncoder().encodeToString(("1" + lastEntry).getBytes(StandardCharsets.UTF_8));
    }

    /** The last entry, if it is a token. */
    static Optional<String> read(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("1") && text.indexOf('\0') < 0 ? Optional.of(text.substring(1)) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
