package dev.cloudlet.monitoring.log.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One condition on a JSON value.
 *
 * @param selector as written, such as {@code $.users[0].id}
 * @param path its steps
 */
record JsonCondition(String selector, List<Step> path, Test test) {

    /** One step into a document. */
    sealed interface Step {
        record Member(String name) implements Step {}

        record Element(int index) implements Step {}

        /** {@code [*]}: any element, or any member. */
        record Each() implements Step {}
    }

    /** What is asked of the value. */
    sealed interface Test {
        record Compare(Operator operator, Operand operand) implements Test {}

        record IsNull() implements Test {}

        record IsTrue() implements Test {}

        record IsFalse() implements Test {}

        record Exists() implements Test {}

        record NotExists() implements Test {}
    }

    boolean holds(JsonNode document) {
        if (test instanceof Test.NotExists) {
            return !holds(document, 0, new Test.Exists());
        }
        return holds(document, 0, test);
    }

    private boolean holds(JsonNode node, int step, Test wanted) {
        if (step == path.size()) {
            return fulfils(node, wanted);
        }
        return switch (path.get(step)) {
            case Step.Member(String name) -> below(node.isObject() ? node.get(name) : null, step, wanted);
            case Step.Element(int index) -> below(node.isArray() ? node.get(index) : null, step, wanted);
            case Step.Each each -> {
                for (JsonNode child : node) {
                    if (holds(child, step + 1, wanted)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private boolean below(@Nullable JsonNode child, int step, Test wanted) {
        return child != null && holds(child, step + 1, wanted);
    }

    private static boolean fulfils(JsonNode node, Test wanted) {
        return switch (wanted) {
            case Test.Compare(Operator operator, Operand operand) ->
                node.isValueNode() && !node.isNull() && compare(node, operator, operand);
            case Test.IsNull t -> node.isNull();
            case Test.IsTrue t -> node.isBoolean() && node.booleanValue();
            case Test.IsFalse t -> node.isBoolean() && !node.booleanValue();
            case Test.Exists t -> true;
            case Test.NotExists t -> false;
        };
    }

    private static boolean compare(JsonNode node, Operator operator, Operand operand) {
        return operator.holds(node.isString() ? node.stringValue() : node.toString(), operand);
    }

    /** The value that the selector leads to in a document, as text; null if it leads nowhere. */
    @Nullable
    String value(JsonNode document) {
        JsonNode node = document;
        for (Step step : path) {
            JsonNode next =
                    switch (step) {
                        case Step.Member(String name) -> node.isObject() ? node.get(name) : null;
                        case Step.Element(int index) -> node.isArray() ? node.get(index) : null;
                        case Step.Each each -> null;
                    };
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node.isString() ? node.stringValue() : node.toString();
    }
}
