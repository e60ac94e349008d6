package dev.cloudlet.monitoring.metric;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles, and means, counts and sums of values between two bounds.
 *
 * @param lower the lower bound, exclusive
 * @param upper the upper bound, inclusive
 * @param byRank whether the bounds are per cent of the number of values rather than values
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics definitions</a>
 */
record ExtendedStatistic(String text, Kind kind, double lower, double upper, boolean byRank) implements Statistic {
    private static final String NUMBER = "\\d{1,10}(?:\\.\\d{1,10})?";
    private static final Pattern SHORT = Pattern.compile("(p|tm|tc|ts|wm)(" + NUMBER + ")");
    private static final Pattern RANGE =
            Pattern.compile("(TM|TC|TS|WM|PR)\\((" + NUMBER + ")?(%)?:(" + NUMBER + ")?(%)?\\)");

    enum Kind {
        PERCENTILE,
        TRIMMED_MEAN,
        TRIMMED_COUNT,
        TRIMMED_SUM,
        WINSORIZED_MEAN,
        PERCENTILE_RANK
    }

    static @Nullable ExtendedStatistic parse(String text) {
        if (text.equalsIgnoreCase("IQM")) {
            return new ExtendedStatistic(text, Kind.TRIMMED_MEAN, 25, 75, true);
        }
        Matcher shorthand = SHORT.matcher(text);
        if (shorthand.matches()) {
            double percent = Double.parseDouble(shorthand.group(2));
            return percent > 100 ? null : new ExtendedStatistic(text, kind(shorthand.group(1)), 0, percent, true);
        }
        Matcher range = RANGE.matcher(text.toUpperCase(Locale.ROOT));
        return range.matches() ? range(text, range) : null;
    }

    private static @Nullable ExtendedStatistic range(String text, Matcher m) {
        boolean lowerGiven = m.group(2) != null;
        boolean upperGiven = m.group(4) != null;
        boolean lowerPercent = m.group(3) != null;
        boolean upperPercent = m.group(5) != null;
        boolean mixed = lowerGiven && upperGiven && lowerPercent != upperPercent;
        boolean strayPercent = (!lowerGiven && lowerPercent) || (!upperGiven && upperPercent);
        boolean percent = lowerPercent || upperPercent;
        Kind kind = kind(m.group(1));
        if (mixed || strayPercent || (!lowerGiven && !upperGiven) || (kind == Kind.PERCENTILE_RANK && percent)) {
            return null;
        }
        double lower = lowerGiven ? Double.parseDouble(m.group(2)) : percent ? 0 : Double.NEGATIVE_INFINITY;
        double upper = upperGiven ? Double.parseDouble(m.group(4)) : percent ? 100 : Double.POSITIVE_INFINITY;
        boolean outside = percent && (upper > 100 || lower > 100);
        return outside || lower >= upper ? null : new ExtendedStatistic(text, kind, lower, upper, percent);
    }

    private static Kind kind(String letters) {
        return switch (letters.toLowerCase(Locale.ROOT)) {
            case "p" -> Kind.PERCENTILE;
            case "tm" -> Kind.TRIMMED_MEAN;
            case "tc" -> Kind.TRIMMED_COUNT;
            case "ts" -> Kind.TRIMMED_SUM;
            case "wm" -> Kind.WINSORIZED_MEAN;
            case "pr" -> Kind.PERCENTILE_RANK;
            default -> throw new IllegalArgumentException(letters);
        };
    }

    @Override
    public boolean needsDistribution() {
        return true;
    }

    /** Null for values that came as statistic sets or include negative ones, as CloudWatch documents. */
    @Override
    public @Nullable Double of(Aggregate aggregate) {
        Distribution values = aggregate.distribution();
        if (values == null || aggregate.min() < 0) {
            return null;
        }
        if (kind == Kind.PERCENTILE) {
            return percentile(values, upper);
        }
        Trimmed kept = trim(values);
        return switch (kind) {
            case PERCENTILE -> throw new IllegalStateException("answered above");
            case TRIMMED_MEAN -> kept.count == 0 ? null : (Double) (kept.sum / kept.count);
            case TRIMMED_COUNT -> kept.count;
            case TRIMMED_SUM -> kept.sum;
            case WINSORIZED_MEAN -> winsorized(values, kept);
            case PERCENTILE_RANK -> 100 * kept.count / values.total();
        };
    }

    /** The least value that at least this many per cent of the values do not exceed. */
    static double percentile(Distribution d, double percent) {
        double wanted = d.total() * percent / 100;
        double seen = 0;
        for (int i = 0; i < d.values().length; i++) {
            seen += d.counts()[i];
            if (seen >= wanted - 1e-9) {
                return d.values()[i];
            }
        }
        return d.values()[d.values().length - 1];
    }

    private record Trimmed(double count, double sum, double below, double above) {}

    private Trimmed trim(Distribution d) {
        double total = d.total();
        double from = byRank ? total * lower / 100 : 0;
        double to = byRank ? total * upper / 100 : total;
        double before = 0;
        double count = 0;
        double sum = 0;
        double below = 0;
        double above = 0;
        for (int i = 0; i < d.values().length; i++) {
            double value = d.values()[i];
            double weight = d.counts()[i];
            double under = byRank ? Math.clamp(from - before, 0, weight) : value <= lower ? weight : 0;
            double over = byRank ? Math.clamp(before + weight - to, 0, weight) : value > upper ? weight : 0;
            double kept = weight - under - over;
            count += kept;
            sum += kept * value;
            below += under;
            above += over;
            before += weight;
        }
        return new Trimmed(count, sum, below, above);
    }

    /** What lies outside counts as if it lay on the bound. */
    private double winsorized(Distribution d, Trimmed kept) {
        double low = byRank ? percentile(d, lower) : lower;
        double high = byRank ? percentile(d, upper) : upper;
        double outside = (kept.below == 0 ? 0 : kept.below * low) + (kept.above == 0 ? 0 : kept.above * high);
        return (kept.sum + outside) / d.total();
    }
}
