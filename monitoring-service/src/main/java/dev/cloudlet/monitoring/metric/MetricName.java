package dev.cloudlet.monitoring.metric;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What identifies a metric: two metrics with other dimensions are two metrics, and the order of dimensions is of no meaning. */
public record MetricName(
        String account, String region, String namespace, String name, SortedMap<String, String> dimensions) {

    public MetricName {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    public MetricName(String account, String region, String namespace, String name, Map<String, String> dimensions) {
        this(account, region, namespace, name, (SortedMap<String, String>) new TreeMap<>(dimensions));
    }

    /** A hash of the dimensions: each name and value with its length before it, so that no two sets run together. */
    byte[] dimensionKey() {
        StringBuilder canonical = new StringBuilder();
        dimensions.forEach((key, value) -> canonical
                .append(key.length())
                .append(':')
                .append(key)
                .append(value.length())
                .append(':')
                .append(value));
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
