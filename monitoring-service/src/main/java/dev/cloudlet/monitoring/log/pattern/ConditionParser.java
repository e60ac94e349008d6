package dev.cloudlet.monitoring.log.pattern;

import dev.cloudlet.monitoring.log.pattern.JsonCondition.Step;
import dev.cloudlet.monitoring.log.pattern.JsonCondition.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads conditions: parentheses bind closest, then AND, then OR. */
final class ConditionParser {
    private static final int DEEPEST = 50;

    private final Scanner in;
    private int depth;

    ConditionParser(String text) {
        in = new Scanner(text);
    }

    /** All of the text as a condition on JSON. */
    Condition<JsonCondition> jsonCondition() {
        Condition<JsonCondition> condition = any(this::json);
        if (in.peek() != 0) {
            throw in.unexpected();
        }
        return condition;
    }

    private <T> Condition<T> any(Supplier<T> single) {
        if (++depth > DEEPEST) {
            throw new InvalidPatternException("the pattern is nested too deeply");
        }
        List<Condition<T>> conditions = new ArrayList<>();
        do {
            conditions.add(all(single));
        } while (in.accept("||"));
        depth--;
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Any<>(conditions);
    }

    private <T> Condition<T> all(Supplier<T> single) {
        List<Condition<T>> conditions = new ArrayList<>();
        do {
            conditions.add(one(single));
        } while (in.accept("&&"));
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.All<>(conditions);
    }

    private <T> Condition<T> one(Supplier<T> single) {
        if (in.accept("(")) {
            Condition<T> inner = any(single);
            in.expect(")");
            return inner;
        }
        return new Condition.One<>(single.get());
    }

    private JsonCondition json() {
        in.expect("$");
        StringBuilder selector = new StringBuilder("$");
        List<Step> path = new ArrayList<>();
        while (true) {
            if (in.accept(".")) {
                String name = in.until(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '@');
                if (name.isEmpty()) {
                    throw in.unexpected();
                }
                path.add(new Step.Member(name));
                selector.append('.').append(name);
            } else if (in.accept("[")) {
                Step step = bracket();
                path.add(step);
                selector.append(
                        switch (step) {
                            case Step.Element(int index) -> "[" + index + "]";
                            case Step.Member(String name) -> "[\"" + name + "\"]";
                            case Step.Each each -> "[*]";
                        });
            } else {
                break;
            }
        }
        if (path.isEmpty()) {
            throw in.unexpected();
        }
        return new JsonCondition(selector.toString(), List.copyOf(path), test());
    }

    private Step bracket() {
        Step step;
        if (in.accept("*")) {
            step = new Step.Each();
        } else if (in.peek() == '"') {
            step = new Step.Member(in.quoted());
        } else {
            String digits = in.until(Character::isDigit);
            if (digits.isEmpty() || digits.length() > 9) {
                throw in.unexpected();
            }
            step = new Step.Element(Integer.parseInt(digits));
        }
        in.expect("]");
        return step;
    }

    private Test test() {
        if (in.acceptWord("IS")) {
            if (in.acceptWord("NULL")) {
                return new Test.IsNull();
            }
            if (in.acceptWord("TRUE")) {
                return new Test.IsTrue();
            }
            if (in.acceptWord("FALSE")) {
                return new Test.IsFalse();
            }
            throw in.unexpected();
        }
        if (in.acceptWord("NOT")) {
            if (in.acceptWord("EXISTS")) {
                return new Test.NotExists();
            }
            throw in.unexpected();
        }
        if (in.acceptWord("EXISTS")) {
            return new Test.Exists();
        }
        Operator operator = Operator.read(in);
        return new Test.Compare(operator, operand(in, ")&|"));
    }

    /** @param ends the characters that no operand without quotes contains */
    static Operand operand(Scanner in, String ends) {
        char first = in.peek();
        if (first == '"') {
            return Operand.quoted(in.quoted());
        }
        if (first == '%') {
            throw new InvalidPatternException("regular expressions in filter patterns", true);
        }
        String bare = in.until(c -> !Character.isWhitespace(c) && ends.indexOf(c) < 0 && "\"(={}<>!".indexOf(c) < 0);
        if (bare.isEmpty()) {
            throw in.unexpected();
        }
        return Operand.bare(bare);
    }
}
