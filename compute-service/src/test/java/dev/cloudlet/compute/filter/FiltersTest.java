package dev.cloudlet.compute.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.protocol.AwsException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;

final class FiltersTest {
    private record Thing(String id, String zone, List<String> addresses, Map<String, String> tags) {}

    private static final Described<Thing> THINGS = new Described<>(
            "thing",
            Thing::id,
            Ec2Error.INVALID_ID,
            Filters.of(Thing::tags)
                    .by("thing-id", Thing::id)
                    .by("zone", Thing::zone)
                    .byAny("address", Thing::addresses));

    private static final List<Thing> ALL = List.of(
            new Thing("t-1", "a", List.of("10.0.0.1", "10.0.0.2"), Map.of("Name", "web", "stage", "test")),
            new Thing("t-2", "b", List.of("10.0.0.3"), Map.of("Name", "db")),
            new Thing("t-3", "a", List.of(), Map.of("stage", "")));

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static List<String> found(Filter... filters) {
        return THINGS.page(ALL, List.of(), List.of(filters), null, null).map(Thing::id);
    }

    private static String refusal(Filter... filters) {
        AwsException refused = catchThrowableOfType(AwsException.class, () -> found(filters));
        return refused.code() + ": " + refused.message();
    }

    @Test
    void allFiltersMustMatchEachByAnyOfItsValues() {
        assertThat(found()).containsExactly("t-1", "t-2", "t-3");
        assertThat(found(filter("zone", "a"))).containsExactly("t-1", "t-3");
        assertThat(found(filter("zone", "a", "b"), filter("thing-id", "t-2", "t-3")))
                .containsExactly("t-2", "t-3");
        assertThat(found(filter("zone", "a"), filter("thing-id", "t-2"))).isEmpty();
        assertThat(found(filter("zone", "c"))).isEmpty();
    }

    @Test
    void oneOfSeveralValuesOfAThingIsEnough() {
        assertThat(found(filter("address", "10.0.0.2"))).containsExactly("t-1");
        assertThat(found(filter("address", "10.0.0.*"))).containsExactly("t-1", "t-2");
    }

    @Test
    void findsByTags() {
        assertThat(found(filter("tag:Name", "w?b"))).containsExactly("t-1");
        assertThat(found(filter("tag:Name", "*"))).containsExactly("t-1", "t-2");
        assertThat(found(filter("tag:stage", ""))).containsExactly("t-3");
        assertThat(found(filter("tag:name", "web"))).as("keys have case").isEmpty();
        assertThat(found(filter("tag-key", "stage"))).containsExactly("t-1", "t-3");
        assertThat(found(filter("tag-key", "sta*"))).containsExactly("t-1", "t-3");
        assertThat(found(filter("tag-value", "db", "test"))).containsExactly("t-1", "t-2");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(refusal(filter("colour", "red"))).isEqualTo("InvalidParameterValue: The filter 'colour' is invalid");
        assertThat(refusal(Filter.builder().values("a").build())).startsWith("MissingParameter: ");
        assertThat(refusal(Filter.builder().name("zone").build())).startsWith("InvalidParameterValue: ");
    }

    @Test
    void takesTwoHundredValues() {
        String[] values = IntStream.range(0, 200).mapToObj(n -> "t-" + n).toArray(String[]::new);
        assertThat(found(filter("thing-id", values))).hasSize(3);
        String[] more = IntStream.range(0, 201).mapToObj(n -> "t-" + n).toArray(String[]::new);
        assertThat(refusal(filter("thing-id", more))).startsWith("FilterLimitExceeded: ");
    }

    @Test
    void describesThoseThatAreNamed() {
        assertThat(THINGS.page(ALL, List.of("t-3", "t-1", "t-3"), List.of(), null, null)
                        .map(Thing::id))
                .containsExactly("t-1", "t-3");
        assertThat(THINGS.page(ALL, List.of("t-1"), List.of(filter("zone", "b")), null, null)
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> THINGS.page(ALL, List.of("t-1", "t-9"), List.of(), null, null))
                .isInstanceOf(AwsException.class)
                .hasMessage("The thing ID 't-9' does not exist");
    }

    @Test
    void theSameFilterTwiceIsTwoFilters() {
        assertThat(found(filter("tag-key", "Name"), filter("tag-key", "stage"))).containsExactly("t-1");
        assertThat(found(Collections.nCopies(3, filter("zone", "b")).toArray(Filter[]::new)))
                .containsExactly("t-2");
    }
}
