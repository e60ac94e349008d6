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

    List<Condition> parse(@Nullable Json json) {
        if (json == null) {
            return List.of();
        }
        if (!(json instanceof Json.Members operators)) {
            throw wording.syntax(json.span());
        }
        List<Condition> conditions = new ArrayList<>();
        for (Json.Member operator : operators.members()) {
            Name name = name(operator);
            if (!(operator.value() instanceof Json.Members keys)) {
                throw wording.syntax(operator.value().span());
            }
            for (Json.Member key : keys.members()) {
                conditions.add(condition(name, key));
            }
        }
        return conditions;
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
        if (key.name().indexOf(':') < 1) {
            throw wording.plain(
                    key.span(), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        List<Json> values = key.value() instanceof Json.Items items ? items.items() : List.of(key.value());
        List<ValueTest> tests = new ArrayList<>(values.size());
        for (Json value : values) {
            tests.add(test(name.operator(), value));
        }
        return new Condition(
                name.operator(), name.quantifier(), name.ifExists(), key.name().toLowerCase(Locale.ROOT), tests);
    }

    private ValueTest test(Operator operator, Json value) {
        String text =
                switch (value) {
                    case Json.Text string -> string.value();
                    case Json.Literal literal -> literal.value();
                    case Json.Members other -> throw wording.syntax(other.span());
                    case Json.Items other -> throw wording.syntax(other.span());
                    case Json.Null other -> throw wording.syntax(other.span());
                };
        try {
            return ValueTests.compile(operator, text, variables).orElseThrow(() -> wording.legacy(value.span()));
        } catch (Template.VariableSyntaxException _) {
            throw wording.legacy(value.span());
        }
    }
}
