package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.identity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Decision.ExplicitlyDenied;
import dev.cloudlet.policy.Documents.RandomStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Documents.class)
@Domain(DomainContext.Global.class)
class EvaluationPropertyTest {
    @Property
    void denyOverrides(
            @ForAll @Size(max = 5) List<RandomStatement> statements,
            @ForAll RandomStatement one,
            @ForAll AccessRequest request) {
        RandomStatement allow = one.allows() ? one : one.opposite();
        if (decide(List.of(allow), request).allowed()) {
            assertThat(decide(with(statements, allow.opposite()), request)).isInstanceOf(ExplicitlyDenied.class);
        }
    }

    @Property
    void onlyStatementsThatDenyDeny(
            @ForAll @Size(min = 1, max = 6) List<RandomStatement> statements, @ForAll AccessRequest request) {
        boolean anyDenies = statements.stream()
                .filter(statement -> !statement.allows())
                .anyMatch(statement -> decide(List.of(statement), request) instanceof ExplicitlyDenied);
        assertThat(decide(statements, request) instanceof ExplicitlyDenied).isEqualTo(anyDenies);
    }

    @Property
    void aCallIsAllowedWhenSomeStatementAllowsItAndNoneDeniesIt(
            @ForAll @Size(min = 1, max = 6) List<RandomStatement> statements, @ForAll AccessRequest request) {
        boolean anyAllows = statements.stream()
                .anyMatch(statement -> decide(List.of(statement), request).allowed());
        boolean anyDenies = statements.stream()
                .anyMatch(statement -> decide(List.of(statement), request) instanceof ExplicitlyDenied);
        assertThat(decide(statements, request).allowed()).isEqualTo(anyAllows && !anyDenies);
    }

    @Property
    void theOrderOfStatementsIsIrrelevant(
            @ForAll @Size(min = 1, max = 6) List<RandomStatement> statements,
            @ForAll AccessRequest request,
            @ForAll long seed) {
        List<RandomStatement> shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(decide(shuffled, request).allowed())
                .isEqualTo(decide(statements, request).allowed());
    }

    @Property
    void anotherAllowNeverRefuses(
            @ForAll @Size(max = 5) List<RandomStatement> statements,
            @ForAll RandomStatement added,
            @ForAll AccessRequest request) {
        if (added.allows() && decide(statements, request).allowed()) {
            assertThat(decide(with(statements, added), request).allowed()).isTrue();
        }
    }

    @Property
    void anotherDenyNeverAllows(
            @ForAll @Size(max = 5) List<RandomStatement> statements,
            @ForAll RandomStatement added,
            @ForAll AccessRequest request) {
        if (!added.allows() && !decide(statements, request).allowed()) {
            assertThat(decide(with(statements, added), request).allowed()).isFalse();
        }
    }

    @Property
    void howStatementsAreSpreadOverPoliciesIsIrrelevant(
            @ForAll @Size(min = 1, max = 6) List<RandomStatement> statements, @ForAll AccessRequest request) {
        NamedPolicy[] each = statements.stream()
                .map(statement -> identity("one", statement.json()))
                .toArray(NamedPolicy[]::new);
        assertThat(Evaluator.decide(request, alone(each)).allowed())
                .isEqualTo(decide(statements, request).allowed());
    }

    @Property
    void writtenOtherwiseItDecidesTheSame(
            @ForAll @Size(min = 1, max = 6) List<RandomStatement> statements, @ForAll AccessRequest request) {
        NamedPolicy original = policy(statements);
        String json = original.document().json();
        // Reordered members, spaces, escapes, and one value instead of a list of one.
        String otherwise = json.replaceAll(
                        "\\{\"Effect\":\"(Allow|Deny)\",(.*?)}(?=,\\{\"Effect|]})", "{$2 ,\n \"Effect\" : \"$1\"}")
                .replaceAll("\\[(\"[^\"]*\")]", "$1")
                .replace("s3:", "\\u00733:");
        NamedPolicy rewritten = new NamedPolicy("p", PolicyDocument.parse(otherwise, PolicyKind.IDENTITY));
        assertThat(otherwise).isNotEqualTo(json);
        assertThat(Evaluator.decide(request, alone(rewritten)).allowed())
                .isEqualTo(Evaluator.decide(request, alone(original)).allowed());
    }

    @Property
    void aBoundaryOrASessionNeverAddsRights(
            @ForAll @Size(min = 1, max = 4) List<RandomStatement> statements,
            @ForAll @Size(min = 1, max = 4) List<RandomStatement> limits,
            @ForAll AccessRequest request) {
        PolicySet free = alone(policy(statements));
        boolean limitAllows = decide(limits, request).allowed();
        boolean expected = Evaluator.decide(request, free).allowed() && limitAllows;
        NamedPolicy limit = policy(limits);
        assertThat(Evaluator.decide(request, free.withBoundary(limit)).allowed())
                .isEqualTo(expected);
        assertThat(Evaluator.decide(request, free.withSession(List.of(limit))).allowed())
                .isEqualTo(expected);
        assertThat(Evaluator.decide(request, free.withScps(List.of(List.of(limit))))
                        .allowed())
                .isEqualTo(expected);
    }

    private static List<RandomStatement> with(List<RandomStatement> statements, RandomStatement added) {
        List<RandomStatement> more = new ArrayList<>(statements);
        more.add(added);
        return more;
    }

    private static Decision decide(List<RandomStatement> statements, AccessRequest request) {
        return Evaluator.decide(request, statements.isEmpty() ? PolicySet.none() : alone(policy(statements)));
    }

    private static NamedPolicy policy(List<RandomStatement> statements) {
        return identity("p", statements.stream().map(RandomStatement::json).toArray(String[]::new));
    }
}
