package dev.cloudlet.compute.agent;

/** The patterns of an AppSpec's permissions: {@code **} is everything, a single star any characters but a slash. */
final class NamePattern {
    private NamePattern() {}

    static boolean matches(String pattern, String name) {
        if (pattern.equals("**")) {
            return true;
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
            } else if (star >= 0 && name.charAt(resume) != '/') {
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
