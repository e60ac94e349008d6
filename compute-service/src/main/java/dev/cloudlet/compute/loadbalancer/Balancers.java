package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The load balancers of each region. */
@Component
public final class Balancers {
    private final JdbcClient jdbc;

    public Balancers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A network interface of a balancer. */
    public record Node(String subnetId, String eniId, boolean wanted) {}

    /** All of a region, in the order of their ARNs. */
    public List<Balancer> list(Place place) {
        return jdbc.sql("""
                        SELECT * FROM load_balancer
                        WHERE account = :account AND region = :region AND NOT deleted ORDER BY arn
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(Balancers::balancer)
                .list();
    }

    /** The balancer, or LoadBalancerNotFound. */
    public Balancer require(Place place, String arn) {
        return find(arn)
                .filter(each -> each.place().equals(place) && !each.deleted())
                .orElseThrow(() -> ElbError.LOAD_BALANCER_NOT_FOUND.of("Load balancer '%s' not found", arn));
    }

    /** The balancer of whatever region, one that is being deleted included. */
    public Optional<Balancer> find(String arn) {
        return jdbc.sql("SELECT * FROM load_balancer WHERE arn = :arn")
                .param("arn", arn)
                .query(Balancers::balancer)
                .optional();
    }

    /** The balancer that clients know by this name. */
    public Optional<Balancer> named(String dnsName) {
        return jdbc.sql("SELECT * FROM load_balancer WHERE dns_name = :name AND NOT deleted")
                .param("name", dnsName)
                .query(Balancers::balancer)
                .optional();
    }

    /** The ARNs of the whole cloud's. */
    List<String> arns() {
        return jdbc.sql("SELECT arn FROM load_balancer").query(String.class).list();
    }

    boolean add(Balancer balancer) {
        return jdbc.sql("""
                        INSERT INTO load_balancer (account, region, arn, name, dns_name, state, document)
                        VALUES (:account, :region, :arn, :name, :dns, :state, :document::jsonb)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("account", balancer.place().account())
                        .param("region", balancer.place().region())
                        .param("arn", balancer.arn())
                        .param("name", balancer.name())
                        .param("dns", balancer.dnsName())
                        .param("state", balancer.state())
                        .param("document", ModelJson.write(balancer.document()))
                        .update()
                == 1;
    }

    void document(String arn, LoadBalancer document) {
        jdbc.sql("UPDATE load_balancer SET document = :document::jsonb WHERE arn = :arn")
                .param("document", ModelJson.write(document))
                .param("arn", arn)
                .update();
    }

    void state(String arn, String state, String reason) {
        jdbc.sql("UPDATE load_balancer SET state = :state, reason = :reason WHERE arn = :arn")
                .param("state", state)
                .param("reason", reason)
                .param("arn", arn)
                .update();
    }

    void attributes(String arn, Map<String, String> attributes) {
        jdbc.sql("UPDATE load_balancer SET attributes = attributes || :attributes::jsonb WHERE arn = :arn")
                .param("attributes", StringMaps.text(attributes))
                .param("arn", arn)
                .update();
    }

    /** Hides it; its nodes are still to be taken down. */
    void delete(String arn) {
        jdbc.sql("UPDATE load_balancer SET deleted = true WHERE arn = :arn")
                .param("arn", arn)
                .update();
        jdbc.sql("UPDATE load_balancer_node SET wanted = false WHERE load_balancer = :arn")
                .param("arn", arn)
                .update();
        jdbc.sql("DELETE FROM listener WHERE load_balancer = :arn")
                .param("arn", arn)
                .update();
    }

    void forget(String arn) {
        jdbc.sql("DELETE FROM load_balancer WHERE arn = :arn").param("arn", arn).update();
    }

    /** Where a balancer stands in its VPC. */
    public List<Node> nodes(String arn) {
        return jdbc.sql("SELECT * FROM load_balancer_node WHERE load_balancer = :arn ORDER BY eni_id")
                .param("arn", arn)
                .query((row, n) ->
                        new Node(row.getString("subnet_id"), row.getString("eni_id"), row.getBoolean("wanted")))
                .list();
    }

    void addNode(String arn, Node node) {
        jdbc.sql("INSERT INTO load_balancer_node (load_balancer, subnet_id, eni_id) VALUES (:arn, :subnet, :eni)")
                .param("arn", arn)
                .param("subnet", node.subnetId())
                .param("eni", node.eniId())
                .update();
    }

    void unwant(String arn, String eniId) {
        jdbc.sql("UPDATE load_balancer_node SET wanted = false WHERE load_balancer = :arn AND eni_id = :eni")
                .param("arn", arn)
                .param("eni", eniId)
                .update();
    }

    void removeNode(String arn, String eniId) {
        jdbc.sql("DELETE FROM load_balancer_node WHERE load_balancer = :arn AND eni_id = :eni")
                .param("arn", arn)
                .param("eni", eniId)
                .update();
    }

    private static Balancer balancer(ResultSet row, int number) throws SQLException {
        return new Balancer(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("arn"),
                row.getString("name"),
                row.getString("dns_name"),
                row.getString("state"),
                row.getString("reason"),
                row.getBoolean("deleted"),
                ModelJson.read(row.getString("document"), LoadBalancer.builder()),
                StringMaps.read(row.getString("attributes")));
    }
}
