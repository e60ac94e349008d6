package dev.cloudlet.compute.autoscaling;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * A cron expression of five fields, in some time zone.
 *
 * @param expressions two when both the day of the month and that of the week are said: either will do, as cron has it
 */
record Recurrence(List<CronExpression> expressions, ZoneId zone) {
    private static final int FIELDS = 5;
    private static final int DAY = 2;
    private static final int WEEKDAY = 4;

    static Recurrence parse(String cron, @Nullable String timeZone) {
        String[] fields = cron.strip().split("\\s+");
        if (fields.length != FIELDS) {
            throw malformed(cron);
        }
        try {
            ZoneId zone = timeZone == null ? ZoneOffset.UTC : ZoneId.of(timeZone);
            return new Recurrence(expressions(fields), zone);
        } catch (IllegalArgumentException e) {
            throw malformed(cron);
        } catch (DateTimeException e) {
            throw ScalingError.VALIDATION_ERROR.of("Invalid time zone: %s", String.valueOf(timeZone));
        }
    }

    private static List<CronExpression> expressions(String[] fields) {
        CronExpression whole = expression(fields);
        if (isAny(fields[DAY]) || isAny(fields[WEEKDAY])) {
            return List.of(whole);
        }
        String[] byDay = fields.clone();
        byDay[WEEKDAY] = "*";
        String[] byWeekday = fields.clone();
        byWeekday[DAY] = "*";
        return List.of(expression(byDay), expression(byWeekday));
    }

    private static CronExpression expression(String[] fields) {
        return CronExpression.parse("0 " + String.join(" ", fields));
    }

    private static boolean isAny(String field) {
        return field.startsWith("*") || field.equals("?");
    }

    private static RuntimeException malformed(String cron) {
        return ScalingError.VALIDATION_ERROR.of("Given recurrence string:%s is invalid", cron);
    }

    Optional<Instant> after(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        return expressions.stream()
                .flatMap(each -> Stream.ofNullable(each.next(local)))
                .map(ZonedDateTime::toInstant)
                .min(Comparator.naturalOrder());
    }
}
