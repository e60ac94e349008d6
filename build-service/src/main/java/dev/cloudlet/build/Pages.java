package dev.cloudlet.build;

import dev.cloudlet.kit.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CodeBuild's lists. */
public final class Pages {
    private static final int SIZE = 100;

    private Pages() {}

    /** The page that begins where the token says. */
    public static <T> Page<T> of(List<T> all, @Nullable String token) {
        return Page.of(all, token, SIZE, () -> BuildError.INVALID_INPUT.of("Invalid nextToken provided"));
    }
}
