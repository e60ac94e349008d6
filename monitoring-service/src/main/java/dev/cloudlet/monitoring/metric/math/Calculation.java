package dev.cloudlet.monitoring.metric.math;

import dev.cloudlet.monitoring.metric.math.Value.Scalar;
import dev.cloudlet.monitoring.metric.math.Value.SeriesArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Calculates one expression. */
record Calculation(Map<String, Value> results, List<Series> metrics) {

    Value value(Expression expression) {
        return switch (expression) {
            case Expression.Literal(double number) -> new Scalar(number);
            case Expression.Reference(String id) -> reference(id);
            case Expression.Negation(Expression operand) -> map(value(operand), x -> -x);
            case Expression.Binary(char operator, Expression left, Expression right) ->
                combine(value(left), value(right), operator(operator));
            case Expression.ArrayOf(List<Expression> elements) -> {
                List<Series> all = new ArrayList<>();
                elements.forEach(e -> all.addAll(series(value(e))));
                yield new SeriesArray(all);
            }
            case Expression.Call(String function, List<Expression> arguments) -> call(function, arguments);
        };
    }

    private Value reference(String id) {
        Value value = results.get(id);
        if (value == null) {
            throw new InvalidExpressionException("The expression refers to '" + id + "', which is no query's Id.");
        }
        return value;
    }

    private Value call(String function, List<Expression> arguments) {
        return switch (function) {
            case "METRICS" -> metrics(arguments);
            case "ABS" -> map(value(only(function, arguments)), Math::abs);
            case "CEIL" -> map(value(only(function, arguments)), Math::ceil);
            case "FLOOR" -> map(value(only(function, arguments)), Math::floor);
            case "SUM" -> reduce(value(only(function, arguments)), Calculation::sum);
            case "AVG" -> reduce(value(only(function, arguments)), v -> sum(v) / v.size());
            case "MIN" ->
                reduce(value(only(function, arguments)), v -> v.stream().reduce(Double.MAX_VALUE, Math::min));
            case "MAX" ->
                reduce(value(only(function, arguments)), v -> v.stream().reduce(-Double.MAX_VALUE, Math::max));
            case "FILL" -> fill(arguments);
            default -> throw new InvalidExpressionException("The function " + function + " is not supported.");
        };
    }

    private Value metrics(List<Expression> arguments) {
        if (!arguments.isEmpty()) {
            throw new InvalidExpressionException("METRICS() with an argument is not supported by this cloud.");
        }
        return new SeriesArray(metrics);
    }

    /** A number where there is none, at the times that any metric of the request has. */
    private Value fill(List<Expression> arguments) {
        if (arguments.size() != 2 || !(value(arguments.get(1)) instanceof Scalar(double filler))) {
            throw new InvalidExpressionException("FILL takes a series and a number.");
        }
        List<Series> filled = new ArrayList<>();
        for (Series series : series(value(arguments.getFirst()))) {
            NavigableMap<Instant, Double> points = new TreeMap<>(series.points());
            metrics.forEach(m -> m.points().keySet().forEach(at -> points.putIfAbsent(at, filler)));
            filled.add(new Series(series.label(), points));
        }
        return filled.size() == 1 ? filled.getFirst() : new SeriesArray(filled);
    }

    private static Expression only(String function, List<Expression> arguments) {
        if (arguments.size() != 1) {
            throw new InvalidExpressionException(function + " takes one argument.");
        }
        return arguments.getFirst();
    }

    private interface Reduction {
        double of(Collection<Double> values);
    }

    private static double sum(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of a series a number; of an array of series a series. */
    private static Value reduce(Value value, Reduction reduction) {
        return switch (value) {
            case Scalar s -> s;
            case Series s ->
                new Scalar(
                        s.points().isEmpty()
                                ? Double.NaN
                                : reduction.of(s.points().values()));
            case SeriesArray(List<Series> all) -> {
                NavigableMap<Instant, List<Double>> columns = new TreeMap<>();
                all.forEach(s -> s.points().forEach((at, v) -> columns.computeIfAbsent(at, k -> new ArrayList<>())
                        .add(v)));
                NavigableMap<Instant, Double> reduced = new TreeMap<>();
                columns.forEach((at, values) -> reduced.put(at, reduction.of(values)));
                yield new Series("", reduced);
            }
        };
    }

    private static Value map(Value value, DoubleUnaryOperator change) {
        return switch (value) {
            case Scalar(double number) -> new Scalar(change.applyAsDouble(number));
            case Series s -> s.map(change);
            case SeriesArray(List<Series> all) ->
                new SeriesArray(all.stream().map(s -> s.map(change)).toList());
        };
    }

    private static Value combine(Value left, Value right, DoubleBinaryOperator operator) {
        if (left instanceof Scalar(double l)) {
            return map(right, r -> operator.applyAsDouble(l, r));
        }
        if (right instanceof Scalar(double r)) {
            return map(left, l -> operator.applyAsDouble(l, r));
        }
        if (left instanceof Series l && right instanceof Series r) {
            return l.with(r, operator);
        }
        if (left instanceof SeriesArray(List<Series> all) && right instanceof Series r) {
            return new SeriesArray(all.stream().map(l -> l.with(r, operator)).toList());
        }
        if (left instanceof Series l && right instanceof SeriesArray(List<Series> all)) {
            return new SeriesArray(all.stream().map(r -> l.with(r, operator)).toList());
        }
        throw new InvalidExpressionException("Two arrays of series cannot be combined.");
    }

    private static DoubleBinaryOperator operator(char operator) {
        return switch (operator) {
            case '+' -> Double::sum;
            case '-' -> (a, b) -> a - b;
            case '*' -> (a, b) -> a * b;
            case '/' -> (a, b) -> a / b;
            case '^' -> Math::pow;
            default -> throw new IllegalArgumentException(String.valueOf(operator));
        };
    }

    static List<Series> series(Value value) {
        return switch (value) {
            case Series s -> List.of(s);
            case SeriesArray(List<Series> all) -> all;
            case Scalar s -> throw new InvalidExpressionException("A series is needed where there is a number.");
        };
    }
}
