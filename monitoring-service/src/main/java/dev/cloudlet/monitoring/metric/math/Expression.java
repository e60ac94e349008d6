package dev.cloudlet.monitoring.metric.math;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parsed metric math expression.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Using metric math</a>
 */
public sealed interface Expression {

    /** A number as written. */
    record Literal(double number) implements Expression {}

    /** The result of another query. */
    record Reference(String id) implements Expression {}

    /** {@code -x}. */
    record Negation(Expression operand) implements Expression {}

    /** {@code a + b} and its like. */
    record Binary(char operator, Expression left, Expression right) implements Expression {}

    /** {@code [a, b]}. */
    record ArrayOf(List<Expression> elements) implements Expression {}

    /** {@code SUM(x)} and its like. */
    record Call(String function, List<Expression> arguments) implements Expression {}

    /**
     * Reads an expression.
     *
     * @throws InvalidExpressionException with the words for the user
     */
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /**
     * Calculates.
     *
     * @param results the results of other queries by their ids
     * @param metrics the results that METRICS() stands for
     */
    default Value value(Map<String, Value> results, List<Series> metrics) {
        return new Calculation(results, metrics).value(this);
    }

    /** The ids of the queries that it needs. */
    default Set<String> references() {
        Set<String> found = new LinkedHashSet<>();
        collect(found);
        return found;
    }

    private void collect(Set<String> found) {
        switch (this) {
            case Literal n -> {}
            case Reference r -> found.add(r.id());
            case Negation n -> n.operand().collect(found);
            case Binary b -> {
                b.left().collect(found);
                b.right().collect(found);
            }
            case ArrayOf a -> a.elements().forEach(e -> e.collect(found));
            case Call c -> c.arguments().forEach(e -> e.collect(found));
        }
    }
}
