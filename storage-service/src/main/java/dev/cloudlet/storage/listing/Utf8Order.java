package dev.cloudlet.storage.listing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** S3's order of keys, which is not that of Java's strings where surrogates come in. */
final class Utf8Order {
    private Utf8Order() {}

    static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
