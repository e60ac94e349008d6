package dev.cloudlet.kit.limit;

import java.util.List;

/**
 * What cannot work on this machine, in a service that is well otherwise. Told by {@code GET /_cloudlet/health} and at the start;
 * the operations concerned refuse with the same reason. A service that may have some gives a bean of this type.
 *
 * @param limits none where everything works
 */
public record Limits(List<Limit> limits) {
    /**
     * One of them.
     *
     * @param what what does not work, such as {@code instances}
     * @param why one line: what the machine lacks, and what to do about it
     */
    public record Limit(String what, String why) {}

    /** Everything works. */
    public static Limits none() {
        return new Limits(List.of());
    }

    /** One thing does not. */
    public static Limits of(String what, String why) {
        return new Limits(List.of(new Limit(what, why)));
    }
}
