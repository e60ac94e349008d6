package dev.cloudlet.compute.filter;

import dev.cloudlet.compute.Ec2Error;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * How one kind of resource is described: those that a request names, or else all, past its filters and page by page.
 *
 * @param kind as EC2's messages write it: {@code routeTable}
 * @param missing the error for an id that names nothing
 */
public record Described<T>(String kind, Function<T, String> id, Ec2Error missing, Filters<T> filters) {
    /**
     * The part of these resources that a request asks for.
     *
     * @throws dev.cloudlet.protocol.AwsException for an id that none of them has, an unknown filter, or a page that cannot be
     */
    public Page<T> page(
            List<T> all, List<String> ids, List<Filter> wanted, @Nullable Integer maxResults, @Nullable String token) {
        Set<String> there = all.stream().map(id).collect(Collectors.toSet());
        ids.stream().filter(each -> !there.contains(each)).findFirst().ifPresent(each -> {
            throw missing.of("The %s ID '%s' does not exist", kind, each);
        });
        Set<String> named = Set.copyOf(ids);
        List<T> found = all.stream()
                .filter(each -> named.isEmpty() || named.contains(id.apply(each)))
                .filter(filters.matching(wanted))
                .toList();
        return Page.of(found, id, maxResults, token);
    }
}
