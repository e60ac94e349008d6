package dev.cloudlet.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionIdsTest {
    @Property(tries = 100)
    void anIdTellsItsPlaceAndNoTwoAreAlike(@ForAll long place) {
        assertThat(VersionIds.place(VersionIds.ofVersion(place))).contains(place);
        assertThat(VersionIds.place(VersionIds.ofUpload(place))).contains(place);
        assertThat(VersionIds.ofVersion(place)).hasSize(32).isNotEqualTo(VersionIds.ofVersion(place));
        assertThat(VersionIds.checked(VersionIds.ofVersion(place))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "é", "%00"})
    void whatCannotBeAnIdIsRefused(String id) {
        assertThatThrownBy(() -> VersionIds.checked(id))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidArgument"));
        assertThat(VersionIds.place(id)).isEmpty();
    }
}
