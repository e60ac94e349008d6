package dev.cloudlet.signature;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The list of signed headers: lower-case header names, each once, between semicolons. */
final class SignedHeaders {

    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~:-]+");

    private SignedHeaders() {}

    /** The names, or nothing if the list is malformed: a name in upper case or twice could mean two things. */
    static Optional<SortedSet<String>> parse(String list) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : list.split(";", -1)) {
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
