package dev.cloudlet.storage.object;

/** Comparison of the ETags in conditions. */
public final class ETags {
    private ETags() {}

    /** Whether a list as in If-Match names this ETag; * names every one. */
    static boolean matches(String list, String etag) {
        for (String each : list.split(",", -1)) {
            String candidate = each.strip();
            if (candidate.equals("*") || unquoted(candidate).equals(etag)) {
                return true;
            }
        }
        return false;
    }

    /** An ETag without quotes; clients send it in both ways. */
    public static String unquoted(String etag) {
        String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
        return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
                ? strong.substring(1, strong.length() - 1)
                : strong;
    }
}
