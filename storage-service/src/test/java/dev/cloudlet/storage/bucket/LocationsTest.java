package dev.cloudlet.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationsTest {
    @ParameterizedTest
    @CsvSource({
        "us-east-1,, us-east-1",
        "us-east-1, eu-west-1, eu-west-1",
        "us-east-1, EU, eu-west-1",
        "eu-central-1, eu-central-1, eu-central-1"
    })
    void aBucketGoesWhereItsConstraintSays(String signed, String constraint, String region) {
        assertThat(Locations.region(signed, constraint)).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1,, IllegalLocationConstraintException",
        "eu-central-1, eu-west-1, IllegalLocationConstraintException",
        "us-east-1, us-east-1, InvalidLocationConstraint",
        "us-east-1, mars-north-1, InvalidLocationConstraint",
        "us-east-1, aws-global, InvalidLocationConstraint"
    })
    void otherConstraintsAreRefused(String signed, String constraint, String code) {
        assertThatThrownBy(() -> Locations.region(signed, constraint))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
