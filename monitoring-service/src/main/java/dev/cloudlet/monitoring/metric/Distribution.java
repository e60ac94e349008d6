package dev.cloudlet.monitoring.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Single values and how often each came, ascending. Arrays, for there may be many in a day; nobody changes them.
 *
 * @param values distinct, ascending
 * @param counts how often each value came, more than zero
 */
record Distribution(double[] values, double[] counts) {
    /** CloudWatch keeps percentiles approximately too: buckets of its agent's size, each a tenth wider than the one before. */
    private static final double BUCKET_GROWTH = 1.1;

    /** More distinct values than this are put together into buckets when rows are folded. */
    private static final int MOST_DISTINCT = 200;

    static Distribution of(double value, double count) {
        return new Distribution(new double[] {value}, new double[] {count});
    }

    /** From values in any order, some perhaps more than once. */
    static Distribution of(double[] values, double[] counts) {
        TreeMap<Double, Double> merged = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0) {
                merged.merge(values[i], counts[i], Double::sum);
            }
        }
        return of(merged);
    }

    Distribution plus(Distribution other) {
        int length = values.length;
        double[] allValues = Arrays.copyOf(values, length + other.values.length);
        double[] allCounts = Arrays.copyOf(counts, length + other.counts.length);
        System.arraycopy(other.values, 0, allValues, length, other.values.length);
        System.arraycopy(other.counts, 0, allCounts, length, other.counts.length);
        return of(allValues, allCounts);
    }

    double total() {
        return Arrays.stream(counts).sum();
    }

    /** The same, in buckets when there are too many distinct values to keep: within five per cent of each. */
    Distribution compact() {
        if (values.length <= MOST_DISTINCT) {
            return this;
        }
        TreeMap<Double, Double> buckets = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            buckets.merge(bucket(values[i]), counts[i], Double::sum);
        }
        return of(buckets);
    }

    private static double bucket(double value) {
        if (value <= 0) {
            return value;
        }
        double exponent = Math.floor(Math.log(value) / Math.log(BUCKET_GROWTH));
        return Math.pow(BUCKET_GROWTH, exponent + 0.5);
    }

    private static Distribution of(TreeMap<Double, Double> merged) {
        double[] values = new double[merged.size()];
        double[] counts = new double[merged.size()];
        int i = 0;
        for (Map.Entry<Double, Double> entry : merged.entrySet()) {
            values[i] = entry.getKey();
            counts[i++] = entry.getValue();
        }
        return new Distribution(values, counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution(double[] v, double[] c)
                && Arrays.equals(values, v)
                && Arrays.equals(counts, c);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Distribution[" + Arrays.toString(values) + " × " + Arrays.toString(counts) + "]";
    }
}
