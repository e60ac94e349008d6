package dev.cloudlet.compute.image;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An Amazon machine image.
 *
 * @param owner the account it belongs to
 * @param ownerAlias {@code amazon} for the built-in one, else empty
 * @param state pending, available or failed
 * @param machineImage its id in the sandbox
 */
public record Image(
        String id,
        String name,
        String description,
        String owner,
        Optional<String> ownerAlias,
        String state,
        Optional<String> failure,
        Optional<String> sourceInstance,
        Instant created,
        String machineImage,
        Map<String, String> tags) {
    /** The account of images that the cloud itself provides, as Amazon's own are 137112412989's on AWS. */
    static final String AMAZON = "137112412989";

    /** Whether instances can be launched from it. */
    public boolean isAvailable() {
        return state.equals("available");
    }

    /** Whether everybody may use it. */
    public boolean isPublic() {
        return ownerAlias.isPresent();
    }
}
