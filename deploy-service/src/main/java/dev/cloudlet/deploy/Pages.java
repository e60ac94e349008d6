package dev.cloudlet.deploy;

import dev.cloudlet.kit.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CodeDeploy's lists. */
public final class Pages {
    private static final int SIZE = 100;

    private Pages() {}

    /** The page that begins where the token says. */
    public static <T> Page<T> of(List<T> all, @Nullable String token) {
        return Page.of(all, token, SIZE, () -> DeployError.INVALID_NEXT_TOKEN.of("The specified token is not valid."));
    }
}
