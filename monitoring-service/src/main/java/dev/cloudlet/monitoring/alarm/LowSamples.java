package dev.cloudlet.monitoring.alarm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Percentiles out of so few values that they say nothing: with "ignore" the alarm then stays as it is. */
final class LowSamples {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d+(?:\\.\\d+)?)");

    private LowSamples() {}

    static boolean ignored(AlarmSettings settings, Verdict.State verdict) {
        Matcher m = PERCENTILE.matcher(settings.statistic());
        if (!"ignore".equals(settings.evaluateLowSampleCountPercentile()) || !m.matches()) {
            return false;
        }
        double share = Double.parseDouble(m.group(1)) / 100;
        // "10/(1-percentile) data points between .5 and 1, 10/(percentile) below": the CloudWatch user guide.
        double enough = 10 / (share >= 0.5 ? 1 - share : share);
        return verdict.evaluated().stream().anyMatch(p -> p.samples() < enough);
    }
}
