package dev.cloudlet.compute.filter;

import dev.cloudlet.compute.Ec2Error;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters that one kind of resource knows. All filters of a request must match, each by any of its values; {@code *} and
 * {@code ?} stand for any characters and one, a backslash takes their meaning away.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html">Filters</a>
 */
public final class Filters<T> {
    private static final int MOST_VALUES = 200;

    private final Map<String, Function<T, Collection<String>>> attributes = new LinkedHashMap<>();
    private final Function<T, Map<String, String>> tags;

    private Filters(Function<T, Map<String, String>> tags) {
        this.tags = tags;
    }

    /** Begins with {@code tag:KEY} and {@code tag-key}, of resources whose tags these are. */
    public static <T> Filters<T> of(Function<T, Map<String, String>> tags) {
        return new Filters<>(tags);
    }

    /** Adds a filter by one value. */
    public Filters<T> by(String name, Function<T, String> value) {
        attributes.put(name, each -> List.of(value.apply(each)));
        return this;
    }

    /** Adds a filter by any of several values. */
    public Filters<T> byAny(String name, Function<T, Collection<String>> values) {
        attributes.put(name, values);
        return this;
    }

    /**
     * What the filters of a request let through.
     *
     * @throws dev.cloudlet.protocol.AwsException InvalidParameterValue for a filter that this kind of resource does not know
     */
    public Predicate<T> matching(List<Filter> wanted) {
        Predicate<T> all = each -> true;
        for (Filter filter : wanted) {
            all = all.and(matching(filter));
        }
        return all;
    }

    private Predicate<T> matching(Filter filter) {
        if (filter.name() == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter Filter.Name");
        }
        String name = filter.name();
        if (!filter.hasValues() || filter.values().isEmpty()) {
            throw Ec2Error.INVALID_FILTER.of("The filter '%s' has no value", name);
        }
        if (filter.values().size() > MOST_VALUES) {
            throw Ec2Error.FILTER_LIMIT_EXCEEDED.of(
                    "The maximum number of filter values specified on a single call is %d", MOST_VALUES);
        }
        List<Predicate<String>> patterns =
                filter.values().stream().map(WildcardPattern::of).toList();
        Function<T, Collection<String>> values = values(name);
        return each -> values.apply(each).stream()
                .anyMatch(value -> patterns.stream().anyMatch(pattern -> pattern.test(value)));
    }

    private Function<T, Collection<String>> values(String name) {
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return each -> {
                String value = tags.apply(each).get(key);
                return value == null ? List.of() : List.of(value);
            };
        }
        if (name.equals("tag-key")) {
            return each -> tags.apply(each).keySet();
        }
        if (name.equals("tag-value")) {
            return each -> tags.apply(each).values();
        }
        Function<T, Collection<String>> attribute = attributes.get(name);
        if (attribute == null) {
            throw Ec2Error.INVALID_FILTER.of("The filter '%s' is invalid", name);
        }
        return attribute;
    }
}
