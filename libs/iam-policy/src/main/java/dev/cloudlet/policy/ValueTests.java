package dev.cloudlet.policy;

import dev.cloudlet.policy.Condition.ValueTest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Compiles one value of a policy for an operator. */
final class ValueTests {
    private ValueTests() {}

    /**
     * The test for a value; empty when the operator does not take such a value.
     *
     * @param variables whether the version of the policy knows variables
     * @throws Template.VariableSyntaxException for a faulty variable
     */
    static Optional<ValueTest> compile(Operator operator, String value, boolean variables) {
        return switch (operator) {
            case StringEquals, StringNotEquals -> Optional.of(string(value, variables, String::equals));
            case StringEqualsIgnoreCase, StringNotEqualsIgnoreCase ->
                Optional.of(string(value, variables, String::equalsIgnoreCase));
            case StringLike, StringNotLike -> Optional.of(like(value, variables));
            case NumericEquals, NumericNotEquals -> ordered(Numbers::parse, value, sign -> sign == 0);
            case NumericLessThan -> ordered(Numbers::parse, value, sign -> sign < 0);
            case NumericLessThanEquals -> ordered(Numbers::parse, value, sign -> sign <= 0);
            case NumericGreaterThan -> ordered(Numbers::parse, value, sign -> sign > 0);
            case NumericGreaterThanEquals -> ordered(Numbers::parse, value, sign -> sign >= 0);
            case DateEquals, DateNotEquals -> ordered(Dates::parse, value, sign -> sign == 0);
            case DateLessThan -> ordered(Dates::parse, value, sign -> sign < 0);
            case DateLessThanEquals -> ordered(Dates::parse, value, sign -> sign <= 0);
            case DateGreaterThan -> ordered(Dates::parse, value, sign -> sign > 0);
            case DateGreaterThanEquals -> ordered(Dates::parse, value, sign -> sign >= 0);
            case Bool -> bool(value, variables);
            case Null -> bool(value, false);
            case BinaryEquals -> binary(value);
            case IpAddress, NotIpAddress -> ip(value);
            case ArnEquals, ArnLike, ArnNotEquals, ArnNotLike -> Optional.of(arn(value, variables));
        };
    }

    private static ValueTest string(String value, boolean variables, BiPredicate<String, String> equality) {
        Template template = Template.parse(value, variables, false);
        if (template.constant()) {
            String literal = template.constantGlob().literal();
            return (actual, _) -> equality.test(literal, actual);
        }
        return (actual, request) -> {
            Glob glob = template.glob(request);
            return glob != null && equality.test(glob.literal(), actual);
        };
    }

    private static ValueTest like(String value, boolean variables) {
        Template template = Template.parse(value, variables, true);
        if (template.constant()) {
            Glob glob = template.constantGlob();
            return (actual, _) -> glob.matches(actual);
        }
        return (actual, request) -> {
            Glob glob = template.glob(request);
            return glob != null && glob.matches(actual);
        };
    }

    private static ValueTest arn(String value, boolean variables) {
        ArnPattern pattern = new ArnPattern(Template.parse(value, variables, true));
        return (actual, request) -> pattern.matches(new ArnText(actual), request);
    }

    private static <T extends Comparable<T>> Optional<ValueTest> ordered(
            Function<String, Optional<T>> parse, String value, IntPredicate sign) {
        return parse.apply(value)
                .map(limit -> (text, _) -> parse.apply(text)
                        .filter(actual -> sign.test(actual.compareTo(limit)))
                        .isPresent());
    }

    private static Optional<ValueTest> bool(String value, boolean variables) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean constant = lower.equals("true") || lower.equals("false");
        if (constant || (variables && !Template.parse(value, true, false).constant())) {
            return Optional.of(string(value, variables, String::equalsIgnoreCase));
        }
        return Optional.empty();
    }

    private static Optional<ValueTest> binary(String value) {
        byte[] expected = bytes(value);
        if (expected == null) {
            return Optional.empty();
        }
        return Optional.of((actual, _) -> Arrays.equals(expected, bytes(actual)));
    }

    private static byte @Nullable [] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Optional<ValueTest> ip(String value) {
        IpRange range = IpRange.parse(value);
        return range == null ? Optional.empty() : Optional.of((actual, _) -> range.contains(actual));
    }
}
