package dev.cloudlet.monitoring.log.pattern;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter pattern: terms, conditions on JSON, or conditions on space-delimited fields.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter and pattern syntax</a>
 */
public sealed interface FilterPattern permits Terms, JsonPattern, FieldsPattern {

    /** Whether a log line matches. */
    boolean matches(String message);

    /** What the pattern names in a line that matches, as TestMetricFilter shows it: {@code $.level} or {@code $status}. */
    Map<String, String> extract(String message);

    /**
     * Reads a pattern; none, or one of nothing but spaces, matches everything.
     *
     * @throws InvalidPatternException with the words for the user
     */
    static FilterPattern parse(@Nullable String text, JsonMapper json) {
        String pattern = text == null ? "" : text.strip();
        if (pattern.startsWith("{")) {
            return new JsonPattern(new ConditionParser(inner(pattern, '}')).jsonCondition(), json);
        }
        if (pattern.startsWith("[")) {
            return new FieldsPattern(new FieldsParser(inner(pattern, ']')).fields());
        }
        return TermsParser.parse(pattern);
    }

    private static String inner(String pattern, char end) {
        if (pattern.length() < 2 || pattern.charAt(pattern.length() - 1) != end) {
            throw new InvalidPatternException("the pattern does not end with " + end);
        }
        return pattern.substring(1, pattern.length() - 1);
    }
}
