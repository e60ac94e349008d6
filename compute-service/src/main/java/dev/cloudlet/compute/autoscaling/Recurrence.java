package dev.cloudlet.compute.autoscaling;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** A cron expression of five fields, in some time zone. */
record Recurrence(CronExpression expression, ZoneId zone) {
    private static final int FIELDS = 5;

    static Recurrence parse(String cron, @Nullable String timeZone) {
        String[] fields = cron.strip().split("\\s+");
        if (fields.length != FIELDS) {
            throw malformed(cron);
        }
        try {
            ZoneId zone = timeZone == null ? ZoneOffset.UTC : ZoneId.of(timeZone);
            return new Recurrence(CronExpression.parse("0 " + String.join(" ", fields)), zone);
        } catch (IllegalArgumentException e) {
            throw malformed(cron);
        } catch (DateTimeException e) {
            throw ScalingError.VALIDATION_ERROR.of("Invalid time zone: %s", String.valueOf(timeZone));
        }
    }

    private static RuntimeException malformed(String cron) {
        return ScalingError.VALIDATION_ERROR.of("Given recurrence string:%s is invalid", cron);
    }

    Optional<Instant> after(Instant moment) {
        return Optional.ofNullable(expression.next(moment.atZone(zone))).map(ZonedDateTime::toInstant);
    }
}
