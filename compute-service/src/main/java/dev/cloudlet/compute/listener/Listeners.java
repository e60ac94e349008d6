package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** The listeners of load balancers, as described. */
@Component
public final class Listeners {
    private final JdbcClient jdbc;

    public Listeners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a balancer, in the order of their ports. */
    public List<Listener> of(String balancerArn) {
        return jdbc.sql("SELECT document FROM listener WHERE load_balancer = :arn ORDER BY port")
                .param("arn", balancerArn)
                .query(Listeners::listener)
                .list();
    }

    /** The listener, or ListenerNotFound. */
    Listener require(Place place, String arn) {
        return jdbc.sql("SELECT document FROM listener WHERE arn = :arn AND account = :account AND region = :region")
                .param("arn", arn)
                .param("account", place.account())
                .param("region", place.region())
                .query(Listeners::listener)
                .optional()
                .orElseThrow(() -> ElbError.LISTENER_NOT_FOUND.of("One or more listeners not found: '%s'", arn));
    }

    boolean add(Place place, Listener listener) {
        return jdbc.sql("""
                        INSERT INTO listener (account, region, arn, load_balancer, port, document)
                        VALUES (:account, :region, :arn, :balancer, :port, :document::jsonb) ON CONFLICT DO NOTHING
                        """)
                        .param("account", place.account())
                        .param("region", place.region())
                        .param("arn", listener.listenerArn())
                        .param("balancer", listener.loadBalancerArn())
                        .param("port", listener.port())
                        .param("document", ModelJson.write(listener))
                        .update()
                == 1;
    }

    /** False if another listener of the balancer has its port. */
    boolean change(Listener listener) {
        return jdbc.sql("""
                        UPDATE listener SET document = :document::jsonb, port = :port WHERE arn = :arn
                        AND NOT EXISTS (SELECT 1 FROM listener other
                            WHERE other.load_balancer = :balancer AND other.port = :port AND other.arn <> :arn)
                        """)
                        .param("document", ModelJson.write(listener))
                        .param("port", listener.port())
                        .param("balancer", listener.loadBalancerArn())
                        .param("arn", listener.listenerArn())
                        .update()
                == 1;
    }

    void remove(String arn) {
        jdbc.sql("DELETE FROM listener WHERE arn = :arn").param("arn", arn).update();
    }

    private static Listener listener(ResultSet row, int number) throws SQLException {
        return ModelJson.read(row.getString("document"), Listener.builder());
    }
}
