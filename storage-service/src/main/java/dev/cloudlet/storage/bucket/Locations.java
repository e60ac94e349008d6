package dev.cloudlet.storage.bucket;

import dev.cloudlet.storage.S3Error;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Where a new bucket goes, from the region the call was signed for and the LocationConstraint in it. */
final class Locations {
    static final String US_EAST_1 = "us-east-1";

    private Locations() {}

    /**
     * The region of a new bucket.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
     */
    static String region(String signed, @Nullable String constraint) {
        if (constraint == null || constraint.isEmpty()) {
            if (!signed.equals(US_EAST_1)) {
                throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.error();
            }
            return US_EAST_1;
        }
        // The name that Ireland had when there were two regions.
        String region = constraint.equals("EU") ? "eu-west-1" : constraint;
        if (region.equals(US_EAST_1) || !isKnown(region)) {
            throw S3Error.INVALID_LOCATION_CONSTRAINT.error().with("LocationConstraint", constraint);
        }
        if (!signed.equals(US_EAST_1) && !signed.equals(region)) {
            throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.of(
                    "The %s location constraint is incompatible for the region specific endpoint this request was sent to.",
                    constraint);
        }
        return region;
    }

    private static boolean isKnown(String region) {
        return Region.regions().stream().filter(each -> !each.isGlobalRegion()).anyMatch(each -> each.id()
                .equals(region));
    }

    /** As GetBucketLocation says it: us-east-1 is nothing. */
    static @Nullable String constraint(String region) {
        return region.equals(US_EAST_1) ? null : region;
    }
}
