package dev.cloudlet.monitoring.log.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [ip, user, ..., status = 4* && status != 404, bytes > 1000]}. */
final class FieldsParser {
    private final Scanner in;

    FieldsParser(String text) {
        in = new Scanner(text);
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (in.accept(","));
        if (in.peek() != 0) {
            throw in.unexpected();
        }
        if (fields.stream().filter(f -> f instanceof Field.Gap).count() > 1) {
            throw new InvalidPatternException("a pattern of fields may have one ellipsis");
        }
        return List.copyOf(fields);
    }

    private Field field() {
        if (in.accept("...") || in.accept("…")) {
            return new Field.Gap();
        }
        boolean parenthesis = in.accept("(");
        String name = name();
        char next = in.peek();
        if (!parenthesis && (next == ',' || next == 0)) {
            return new Field.Named(name, null);
        }
        Condition<Field.Comparison> condition = any(name);
        if (parenthesis) {
            in.expect(")");
        }
        return new Field.Named(name, condition);
    }

    private String name() {
        in.peek();
        return in.until(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    private Condition<Field.Comparison> any(String name) {
        List<Condition<Field.Comparison>> conditions = new ArrayList<>();
        conditions.add(all(name, false));
        while (in.accept("||")) {
            conditions.add(all(name, true));
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Any<>(conditions);
    }

    private Condition<Field.Comparison> all(String name, boolean named) {
        List<Condition<Field.Comparison>> conditions = new ArrayList<>();
        conditions.add(one(name, named));
        while (in.accept("&&")) {
            conditions.add(one(name, true));
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.All<>(conditions);
    }

    /** The field's name stands before every comparison; before the first it has been read already. */
    private Condition<Field.Comparison> one(String name, boolean named) {
        if (named) {
            String again = name();
            if (!again.equals(name)) {
                throw new InvalidPatternException(
                        "the condition of the field " + name + " speaks of another field, " + again);
            }
        }
        Operator operator = Operator.read(in);
        boolean negated = operator == Operator.EQUAL && in.accept("!");
        return new Condition.One<>(
                new Field.Comparison(negated ? Operator.NOT_EQUAL : operator, ConditionParser.operand(in, ",)&|")));
    }
}
