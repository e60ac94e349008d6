package dev.cloudlet.deploy.revision;

import dev.cloudlet.deploy.DeployError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/** What CodeDeploy refuses in a revision. */
public final class RevisionRules {
    private RevisionRules() {}

    /** The revision, if it is one in S3 that hosts can fetch. */
    public static RevisionLocation checked(@Nullable RevisionLocation revision) {
        if (revision == null) {
            throw DeployError.REVISION_REQUIRED.of("The revision must be specified");
        }
        if (revision.revisionType() != RevisionLocationType.S3) {
            throw DeployError.INVALID_REVISION.of(
                    "Revisions of type %s are not available in this cloud yet; use S3",
                    revision.revisionTypeAsString());
        }
        S3Location s3 = revision.s3Location();
        if (s3 == null || blank(s3.bucket()) || blank(s3.key())) {
            throw DeployError.INVALID_REVISION.of("The revision's S3 location must name a bucket and a key");
        }
        if (s3.bundleType() != BundleType.ZIP
                && s3.bundleType() != BundleType.TAR
                && s3.bundleType() != BundleType.TGZ) {
            throw DeployError.INVALID_REVISION.of("The bundle type must be one of tar, tgz, zip");
        }
        return RevisionLocation.builder()
                .revisionType(RevisionLocationType.S3)
                .s3Location(s3)
                .build();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
