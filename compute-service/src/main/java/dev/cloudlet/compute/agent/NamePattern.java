package dev.cloudlet.compute.agent;

/** The patterns of an AppSpec's permissions: {@code **} is everything below, others are about what is right there. */
final class NamePattern {
    private NamePattern() {}

    /**
     * @param name a path below the object that a permission names
     */
    static boolean matches(String pattern, String name) {
        return pattern.equals("**") || matchesName(pattern, name);
    }

    /** As {@link #matches}, where two stars are no more than one. A star stands for any characters. */
    static boolean matchesName(String pattern, String name) {
        if (name.contains("/")) {
            return false;
        }
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && pattern.charAt(in) == name.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }
}
