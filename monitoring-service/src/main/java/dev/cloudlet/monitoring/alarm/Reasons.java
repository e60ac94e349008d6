package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.monitoring.metric.Point;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says why an alarm changes its state, in CloudWatch's words. */
@Component
class Reasons {
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JsonMapper json;

    Reasons(JsonMapper json) {
        this.json = json;
    }

    static String words(Alarm alarm, Verdict.State verdict) {
        AlarmSettings settings = alarm.settings();
        List<Point> points = verdict.evaluated();
        if (verdict.state() == AlarmState.INSUFFICIENT_DATA) {
            return "Insufficient Data: " + datapoints(verdict.filled(), "was", "were") + " unknown.";
        }
        if (points.isEmpty()) {
            return "Threshold Crossed: no datapoints were received for " + periods(settings.evaluationPeriods())
                    + " and " + datapoints(verdict.filled(), "was", "were") + " treated as ["
                    + (verdict.state() == AlarmState.ALARM ? "Breaching" : "NonBreaching") + "].";
        }
        Comparison comparison = settings.comparison();
        boolean alarming = verdict.state() == AlarmState.ALARM;
        List<Point> counting = points.stream()
                .filter(p -> comparison.breaches(p.value(), settings.threshold()) == alarming)
                .toList();
        List<Point> named = counting.isEmpty() ? points : counting;
        String values = named.stream()
                .map(p -> p.value() + " (" + SHORT.format(p.at()) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        int least = alarming ? settings.needed() : settings.evaluationPeriods() - settings.needed() + 1;
        return "Threshold Crossed: " + named.size() + " out of the last " + settings.evaluationPeriods()
                + " datapoints "
                + values + (named.size() == 1 ? " was " : " were ") + (alarming ? "" : "not ") + comparison.words()
                + " the threshold (" + settings.threshold() + ") (minimum " + least + " datapoint"
                + (least == 1 ? "" : "s") + " for "
                + (alarming ? "OK -> ALARM" : "ALARM -> OK") + " transition).";
    }

    private static String datapoints(int count, String one, String many) {
        return count == 1 ? "1 datapoint " + one : count + " datapoints " + many;
    }

    private static String periods(int count) {
        return count == 1 ? "1 period" : count + " periods";
    }

    String data(Alarm alarm, Verdict.State verdict, Instant now) {
        AlarmSettings settings = alarm.settings();
        ObjectNode data = json.createObjectNode()
                .put("version", "1.0")
                .put("queryDate", LONG.format(now.truncatedTo(ChronoUnit.MILLIS)));
        if (!verdict.evaluated().isEmpty()) {
            data.put("startDate", LONG.format(verdict.evaluated().getLast().at()));
        }
        data.put("statistic", settings.statistic()).put("period", settings.period());
        if (settings.unit() != null) {
            data.put("unit", settings.unit());
        }
        ArrayNode recent = data.putArray("recentDatapoints");
        verdict.evaluated().reversed().forEach(p -> recent.add(p.value()));
        data.put("threshold", settings.threshold());
        ArrayNode evaluated = data.putArray("evaluatedDatapoints");
        for (Point point : verdict.evaluated()) {
            evaluated
                    .addObject()
                    .put("timestamp", LONG.format(point.at()))
                    .put("sampleCount", point.samples())
                    .put("value", point.value());
        }
        return json.writeValueAsString(data);
    }
}
