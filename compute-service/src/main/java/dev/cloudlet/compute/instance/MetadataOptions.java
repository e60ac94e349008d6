package dev.cloudlet.compute.instance;

/**
 * How an instance may ask for its metadata.
 *
 * @param enabled whether it may at all
 * @param tokenRequired whether only with a token, as in version 2 of the service
 * @param hopLimit how far an answer with a token travels, 1 to 64
 * @param tags whether the instance's tags are among them
 */
public record MetadataOptions(boolean enabled, boolean tokenRequired, int hopLimit, boolean tags) {
    /** Those of a launch that says nothing: tokens are required. */
    public static final MetadataOptions DEFAULT = new MetadataOptions(true, true, 2, false);
}
