package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Instances as rows. */
final class InstanceRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private InstanceRows() {}

    static Instance instance(ResultSet row, int number) throws SQLException {
        String profile = row.getString("profile_arn");
        String reason = row.getString("state_reason_code");
        return new Instance(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("id"),
                row.getString("reservation_id"),
                row.getInt("launch_index"),
                Optional.ofNullable(row.getString("requester")),
                InstanceState.valueOf(row.getString("state")),
                row.getTimestamp("since").toInstant(),
                row.getString("transition_reason"),
                reason == null
                        ? Optional.empty()
                        : Optional.of(new Instance.StateReason(reason, row.getString("state_reason"))),
                new Instance.Location(
                        row.getString("zone"),
                        row.getString("subnet_id"),
                        row.getString("vpc_id"),
                        row.getString("network_interface_id"),
                        row.getString("address"),
                        Optional.ofNullable(row.getString("public_address")),
                        List.of((String[]) row.getArray("group_ids").getArray())),
                new Instance.Launch(
                        row.getString("image_id"),
                        row.getString("instance_type"),
                        Optional.ofNullable(row.getString("key_name")),
                        profile == null
                                ? Optional.empty()
                                : Optional.of(new Instance.Profile(profile, row.getString("profile_id"))),
                        row.getString("user_data"),
                        row.getBoolean("protected"),
                        row.getBoolean("shutdown_terminates"),
                        row.getBoolean("detailed_monitoring"),
                        row.getBoolean("public_wanted"),
                        JSON.readValue(row.getString("metadata"), MetadataOptions.class),
                        Optional.ofNullable(row.getString("client_token"))),
                row.getTimestamp("launched").toInstant(),
                new Instance.Life(row.getBoolean("made"), row.getInt("reboots_wanted"), row.getInt("reboots_done")),
                row.getBoolean("impaired"),
                Map.of());
    }

    static Instance tagged(Instance each, Map<String, String> tags) {
        return new Instance(
                each.place(),
                each.id(),
                each.reservationId(),
                each.launchIndex(),
                each.requester(),
                each.state(),
                each.since(),
                each.transitionReason(),
                each.stateReason(),
                each.at(),
                each.launch(),
                each.launched(),
                each.life(),
                each.impaired(),
                tags);
    }

    static void insert(JdbcClient jdbc, Instance each) {
        jdbc.sql("""
                        INSERT INTO instance (account, region, id, reservation_id, launch_index, requester, state, zone,
                            vpc_id, subnet_id, network_interface_id, address, group_ids, image_id, instance_type,
                            key_name, profile_arn, profile_id, user_data, protected, shutdown_terminates,
                            detailed_monitoring, public_wanted, metadata, client_token, launched, since)
                        VALUES (:account, :region, :id, :reservation, :index, :requester, :state, :zone,
                            :vpc, :subnet, :eni, :address, :groups, :image, :type,
                            :key, :profileArn, :profileId, :userData, :protected, :shutdownTerminates,
                            :monitoring, :public, :metadata::jsonb, :token, :launched, :since)
                        """)
                .param("account", each.account())
                .param("region", each.region())
                .param("id", each.id())
                .param("reservation", each.reservationId())
                .param("index", each.launchIndex())
                .param("requester", each.requester().orElse(null))
                .param("state", each.state().name())
                .param("zone", each.zone())
                .param("vpc", each.vpcId())
                .param("subnet", each.subnetId())
                .param("eni", each.networkInterfaceId())
                .param("address", each.privateIp())
                .param("groups", each.securityGroupIds().toArray(String[]::new))
                .param("image", each.launch().imageId())
                .param("type", each.launch().instanceType())
                .param("key", each.launch().keyName().orElse(null))
                .param(
                        "profileArn",
                        each.launch().profile().map(Instance.Profile::arn).orElse(null))
                .param(
                        "profileId",
                        each.launch().profile().map(Instance.Profile::id).orElse(null))
                .param("userData", each.launch().userData())
                .param("protected", each.launch().terminationProtected())
                .param("shutdownTerminates", each.launch().shutdownTerminates())
                .param("monitoring", each.launch().detailedMonitoring())
                .param("public", each.launch().publicWanted())
                .param("metadata", JSON.writeValueAsString(each.launch().metadata()))
                .param("token", each.launch().clientToken().orElse(null))
                .param("launched", Timestamp.from(each.launched()))
                .param("since", Timestamp.from(each.since()))
                .update();
    }

    static void update(JdbcClient jdbc, Instance each) {
        jdbc.sql("""
                        UPDATE instance SET instance_type = :type, user_data = :userData, protected = :protected,
                            shutdown_terminates = :shutdownTerminates, detailed_monitoring = :monitoring,
                            metadata = :metadata::jsonb, group_ids = :groups,
                            profile_arn = :profileArn, profile_id = :profileId
                        WHERE id = :id
                        """)
                .param("type", each.launch().instanceType())
                .param("userData", each.launch().userData())
                .param("protected", each.launch().terminationProtected())
                .param("shutdownTerminates", each.launch().shutdownTerminates())
                .param("monitoring", each.launch().detailedMonitoring())
                .param("metadata", JSON.writeValueAsString(each.launch().metadata()))
                .param("groups", each.securityGroupIds().toArray(String[]::new))
                .param(
                        "profileArn",
                        each.launch().profile().map(Instance.Profile::arn).orElse(null))
                .param(
                        "profileId",
                        each.launch().profile().map(Instance.Profile::id).orElse(null))
                .param("id", each.id())
                .update();
    }
}
