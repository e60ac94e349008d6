package dev.cloudlet.policy;

import dev.cloudlet.policy.Condition.Quantifier;
import dev.cloudlet.policy.Condition.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Condition} element. */
final class ConditionParser {
    private static final String ANY = "ForAnyValue:";
    private static final String ALL = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    private record Name(Operator operator, Quantifier quantifier, boolean ifExists) {}

    private final Wording wording;
    private final boolean variables;

    ConditionParser(Wording wording, boolean variables) {
        this.wording = wording;
        this.variables = variables;
    }

    void checkSyntax(@Nullable Json json) {
        for (Json.Member operator : operators(json)) {
            for (Json.Member key : keys(operator)) {
                name(operator);
                values(key).forEach(this::text);
            }
        }
    }

    List<Condition> parse(@Nullable Json json) {
        List<Condition> conditions = new ArrayList<>();
        for (Json.Member operator : operators(json)) {
            for (Json.Member key : keys(operator)) {
                conditions.add(condition(name(operator), key));
            }
        }
        return conditions;
    }

    /** Adds the keys of the conditions, and the variables in their values. */
    void contextKeys(@Nullable Json json, ContextKeyNames names) {
        for (Json.Member operator : operators(json)) {
            for (Json.Member key : keys(operator)) {
                names.add(key.name());
                values(key).forEach(value -> names.addVariables(text(value)));
            }
        }
    }

    private List<Json.Member> operators(@Nullable Json json) {
        if (json == null) {
            return List.of();
        }
        if (json instanceof Json.Members members) {
            return members.members();
        }
        throw wording.syntax(json.span());
    }

    /** As in AWS, an operator without keys says nothing and may even be unknown. */
    private List<Json.Member> keys(Json.Member operator) {
        if (operator.value() instanceof Json.Members members) {
            return members.members();
        }
        throw wording.syntax(operator.value().span());
    }

    private static List<Json> values(Json.Member key) {
        return key.value() instanceof Json.Items items ? items.items() : List.of(key.value());
    }

    private String text(Json value) {
        return switch (value) {
            case Json.Text string -> string.value();
            case Json.Literal literal -> literal.value();
            case Json.Members other -> throw wording.syntax(other.span());
            case Json.Items other -> throw wording.syntax(other.span());
            case Json.Null other -> throw wording.syntax(other.span());
        };
    }

    private Name name(Json.Member member) {
        String rest = member.name();
        Quantifier quantifier = Quantifier.SINGLE;
        if (rest.startsWith(ANY)) {
            quantifier = Quantifier.FOR_ANY_VALUE;
            rest = rest.substring(ANY.length());
        } else if (rest.startsWith(ALL)) {
            quantifier = Quantifier.FOR_ALL_VALUES;
            rest = rest.substring(ALL.length());
        }
        boolean ifExists = rest.endsWith(IF_EXISTS);
        if (ifExists) {
            rest = rest.substring(0, rest.length() - IF_EXISTS.length());
        }
        Operator operator = Operator.named(rest);
        if (operator == null || (operator == Operator.Null && ifExists)) {
            throw wording.conditionOperator(member.span(), member.name());
        }
        return new Name(operator, quantifier, ifExists);
    }

    private Condition condition(Name name, Json.Member key) {
        List<ValueTest> tests = new ArrayList<>();
        for (Json value : values(key)) {
            tests.add(test(name.operator(), value));
        }
        return new Condition(
                name.operator(), name.quantifier(), name.ifExists(), key.name().toLowerCase(Locale.ROOT), tests);
    }

    /** Of the values that do not fit their operator AWS refuses dates only; the others match nothing. */
    private ValueTest test(Operator operator, Json value) {
        try {
            return ValueTests.compile(operator, text(value), variables).orElseGet(() -> {
                if (operator.name().startsWith("Date")) {
                    throw wording.legacy(value.span());
                }
                return (_, _) -> false;
            });
        } catch (Template.VariableSyntaxException _) {
            throw wording.legacy(value.span());
        }
    }
}
