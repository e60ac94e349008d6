package dev.cloudlet.storage.policy;

import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/**
 * The settings of S3 Block Public Access. Without access control lists, the two about them hold by themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Block Public Access</a>
 */
public record PublicAccess(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** Nothing is blocked. */
    static final PublicAccess OPEN = new PublicAccess(false, false, false, false);

    static PublicAccess of(PublicAccessBlockConfiguration configuration) {
        return new PublicAccess(
                Boolean.TRUE.equals(configuration.blockPublicAcls()),
                Boolean.TRUE.equals(configuration.ignorePublicAcls()),
                Boolean.TRUE.equals(configuration.blockPublicPolicy()),
                Boolean.TRUE.equals(configuration.restrictPublicBuckets()));
    }

    PublicAccessBlockConfiguration shown() {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(blockPublicAcls)
                .ignorePublicAcls(ignorePublicAcls)
                .blockPublicPolicy(blockPublicPolicy)
                .restrictPublicBuckets(restrictPublicBuckets)
                .build();
    }
}
