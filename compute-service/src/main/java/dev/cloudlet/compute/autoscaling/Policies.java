package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** The scaling policies of groups, as described. */
@Component
class Policies {
    private final JdbcClient jdbc;

    Policies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a region, by groups and names. */
    List<ScalingPolicy> list(Place place) {
        return jdbc.sql("""
                        SELECT document FROM scaling_policy WHERE account = :account AND region = :region
                        ORDER BY group_name, name
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query(Policies::policy)
                .list();
    }

    List<ScalingPolicy> of(GroupKey group) {
        return list(group.place()).stream()
                .filter(each -> each.autoScalingGroupName().equals(group.name()))
                .toList();
    }

    Optional<ScalingPolicy> find(Place place, String arn) {
        return jdbc.sql(
                        "SELECT document FROM scaling_policy WHERE arn = :arn AND account = :account AND region = :region")
                .param("arn", arn)
                .param("account", place.account())
                .param("region", place.region())
                .query(Policies::policy)
                .optional();
    }

    void put(GroupKey group, ScalingPolicy policy) {
        jdbc.sql("""
                        INSERT INTO scaling_policy (account, region, group_name, name, arn, document)
                        VALUES (:account, :region, :group, :name, :arn, :document::jsonb)
                        ON CONFLICT (account, region, group_name, name) DO UPDATE SET document = excluded.document
                        """)
                .param("account", group.place().account())
                .param("region", group.place().region())
                .param("group", group.name())
                .param("name", policy.policyName())
                .param("arn", policy.policyARN())
                .param("document", ModelJson.write(policy))
                .update();
    }

    void remove(String arn) {
        jdbc.sql("DELETE FROM scaling_policy WHERE arn = :arn")
                .param("arn", arn)
                .update();
    }

    private static ScalingPolicy policy(ResultSet row, int number) throws SQLException {
        return ModelJson.read(row.getString("document"), ScalingPolicy.builder());
    }
}
