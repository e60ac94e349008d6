package dev.cloudlet.storage.acl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what with a bucket or an object. */
public record AccessControlList(List<Entry> entries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public AccessControlList {
        entries = List.copyOf(entries);
    }

    /** One grant. */
    public record Entry(Grantee grantee, Permission permission) {
        boolean isPublic() {
            return grantee instanceof Grantee.Group group && group.isPublic();
        }
    }

    /** All to the owner. */
    public static AccessControlList ownersAlone(String canonicalId) {
        return new AccessControlList(List.of(new Entry(new Grantee.Account(canonicalId), Permission.FULL_CONTROL)));
    }

    /** The same and these. */
    AccessControlList and(Entry... more) {
        return new AccessControlList(
                Stream.concat(entries.stream(), Arrays.stream(more)).toList());
    }

    /** Whether it grants anything to everybody, or to everybody who has an account. */
    public boolean isPublic() {
        return entries.stream().anyMatch(Entry::isPublic);
    }

    /** The same without what it grants to everybody. */
    public AccessControlList withoutPublic() {
        return new AccessControlList(
                entries.stream().filter(entry -> !entry.isPublic()).toList());
    }

    /** The list of a column, which is null where everything is the owner's alone. */
    public static AccessControlList read(@Nullable String column, String owner) {
        return column == null
                ? ownersAlone(owner)
                : new AccessControlList(Arrays.stream(JSON.readValue(column, String[].class))
                        .map(AccessControlList::entry)
                        .toList());
    }

    private static Entry entry(String stored) {
        int blank = stored.indexOf(' ');
        return new Entry(Grantee.read(stored.substring(blank + 1)), Permission.valueOf(stored.substring(0, blank)));
    }

    /** For a column. */
    public @Nullable String write(String owner) {
        return equals(ownersAlone(owner))
                ? null
                : JSON.writeValueAsString(entries.stream()
                        .map(entry -> entry.permission() + " " + entry.grantee().stored())
                        .toList());
    }
}
