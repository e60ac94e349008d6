package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.compute.loadbalancer.ElbNames;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** The rules of listeners, as described, without the default ones. */
@Component
public final class Rules {
    private final JdbcClient jdbc;

    public Rules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a listener, the first to be tried first. */
    public List<Rule> of(String listenerArn) {
        return jdbc.sql("SELECT document, priority FROM listener_rule WHERE listener = :arn ORDER BY priority")
                .param("arn", listenerArn)
                .query(Rules::rule)
                .list();
    }

    /** The rule, or RuleNotFound. */
    Rule require(Place place, String arn) {
        return jdbc.sql("SELECT document, priority FROM listener_rule WHERE arn = :arn")
                .param("arn", arn)
                .query(Rules::rule)
                .optional()
                .filter(each -> arn.startsWith(ElbNames.arn(place, "")))
                .orElseThrow(() -> ElbError.RULE_NOT_FOUND.of("One or more rules not found: '%s'", arn));
    }

    /** How many rules a balancer has. */
    long count(String balancerArn) {
        return jdbc.sql("""
                        SELECT count(*) FROM listener_rule r JOIN listener l ON l.arn = r.listener
                        WHERE l.load_balancer = :arn
                        """).param("arn", balancerArn).query(Long.class).single();
    }

    /** Adds a rule; false, and the transaction is void, if the priority is taken. */
    boolean add(String listenerArn, int priority, Rule rule) {
        try {
            return jdbc.sql("""
                            INSERT INTO listener_rule (arn, listener, priority, document)
                            VALUES (:arn, :listener, :priority, :document::jsonb)
                            """)
                            .param("arn", rule.ruleArn())
                            .param("listener", listenerArn)
                            .param("priority", priority)
                            .param("document", ModelJson.write(rule))
                            .update()
                    == 1;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    void change(Rule rule) {
        jdbc.sql("UPDATE listener_rule SET document = :document::jsonb WHERE arn = :arn")
                .param("document", ModelJson.write(rule))
                .param("arn", rule.ruleArn())
                .update();
    }

    /** Gives rules other priorities, all at once; two may change places. */
    void prioritize(Map<String, Integer> priorities) {
        jdbc.sql("SET CONSTRAINTS ALL DEFERRED").update();
        priorities.forEach((arn, priority) -> jdbc.sql("UPDATE listener_rule SET priority = :priority WHERE arn = :arn")
                .param("priority", priority)
                .param("arn", arn)
                .update());
    }

    void remove(String arn) {
        jdbc.sql("DELETE FROM listener_rule WHERE arn = :arn").param("arn", arn).update();
    }

    /** The ARN of a listener, from that of one of its rules. */
    static String listenerOf(String ruleArn) {
        return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    /** What happens to requests that no other rule matches, in the form of a rule. */
    static Rule defaultOf(Listener listener) {
        String arn = listener.listenerArn();
        return Rule.builder()
                .ruleArn(arn.replace(":listener/", ":listener-rule/") + arn.substring(arn.lastIndexOf('/')))
                .priority("default")
                .isDefault(true)
                .conditions(List.of())
                .actions(listener.defaultActions())
                .build();
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        return ModelJson.read(row.getString("document"), Rule.builder()).toBuilder()
                .priority(String.valueOf(row.getInt("priority")))
                .build();
    }
}
