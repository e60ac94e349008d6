package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.tag.Tags;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The instances, those that were terminated in the last hour included. */
@Component
public final class Instances {
    private final JdbcClient jdbc;
    private final Tags tags;
    private final Clock clock;

    public Instances(JdbcClient jdbc, Tags tags, Clock clock) {
        this.jdbc = jdbc;
        this.tags = tags;
        this.clock = clock;
    }

    /** The instance of whatever region. */
    public Optional<Instance> find(String id) {
        return jdbc.sql("SELECT * FROM instance WHERE id = :id")
                .param("id", id)
                .query(InstanceRows::instance)
                .optional()
                .map(each -> InstanceRows.tagged(each, tags.of(each.place(), id)));
    }

    /** Those of these ids that there are, of one region, in the order of their ids. */
    public List<Instance> find(Place place, Collection<String> ids) {
        return tagged(
                place,
                jdbc.sql("""
                                SELECT * FROM instance
                                WHERE account = :account AND region = :region AND id = ANY (:ids) ORDER BY id
                                """)
                        .param("account", place.account())
                        .param("region", place.region())
                        .param("ids", ids.toArray(String[]::new))
                        .query(InstanceRows::instance)
                        .list());
    }

    /** All of a region, in the order of their ids. */
    public List<Instance> list(Place place) {
        return tagged(
                place,
                jdbc.sql("SELECT * FROM instance WHERE account = :account AND region = :region ORDER BY id")
                        .param("account", place.account())
                        .param("region", place.region())
                        .query(InstanceRows::instance)
                        .list());
    }

    /** All in these states in the whole cloud, without their tags. */
    public List<Instance> in(Collection<InstanceState> states) {
        return jdbc.sql("SELECT * FROM instance WHERE state = ANY (:states) ORDER BY id")
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .query(InstanceRows::instance)
                .list();
    }

    /** The instance with this private address in a VPC, unless it is terminated. */
    public Optional<Instance> at(String vpcId, String privateIp) {
        return jdbc.sql("""
                        SELECT * FROM instance WHERE vpc_id = :vpc AND address = :address AND state <> 'TERMINATED'
                        """)
                .param("vpc", vpcId)
                .param("address", privateIp)
                .query(InstanceRows::instance)
                .optional()
                .map(each -> InstanceRows.tagged(each, tags.of(each.place(), each.id())));
    }

    /**
     * Those of these ids, in their order.
     *
     * @throws dev.cloudlet.protocol.AwsException InvalidInstanceID.Malformed or .NotFound if one is not there
     */
    public List<Instance> require(Place place, List<String> ids) {
        requireFormed(ids);
        Map<String, Instance> found =
                find(place, ids).stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        List<String> missing =
                ids.stream().distinct().filter(id -> !found.containsKey(id)).toList();
        if (missing.size() == 1) {
            throw Ec2Error.INVALID_INSTANCE_ID_NOT_FOUND.of("The instance ID '%s' does not exist", missing.getFirst());
        }
        if (!missing.isEmpty()) {
            throw Ec2Error.INVALID_INSTANCE_ID_NOT_FOUND.of(
                    "The instance IDs '%s' do not exist", String.join(", ", missing));
        }
        return ids.stream().distinct().map(found::get).toList();
    }

    /** As {@link #require(Place, List)}, of one. */
    public Instance require(Place place, String id) {
        return require(place, List.of(id)).getFirst();
    }

    private static void requireFormed(List<String> ids) {
        for (String id : ids) {
            if (!ResourceIds.isFormed("i", id)) {
                throw Ec2Error.INVALID_INSTANCE_ID_MALFORMED.of("Invalid id: \"%s\"", id);
            }
        }
    }

    void add(Instance instance) {
        InstanceRows.insert(jdbc, instance);
    }

    /**
     * Moves an instance on, if its present state allows that.
     *
     * @param transitionReason empty for none
     * @return whether it was moved
     */
    boolean move(String id, InstanceState to, String transitionReason, Optional<Instance.StateReason> reason) {
        return jdbc.sql("""
                        UPDATE instance SET state = :to, since = :now, transition_reason = :transition,
                            state_reason_code = :code, state_reason = :reason, impaired = false,
                            launched = CASE WHEN :to = 'PENDING' THEN :now ELSE launched END,
                            public_address = CASE WHEN :to IN ('PENDING', 'RUNNING') THEN public_address END
                        WHERE id = :id AND state = ANY (:from)
                        """)
                        .param("to", to.name())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("transition", transitionReason)
                        .param("code", reason.map(Instance.StateReason::code).orElse(null))
                        .param(
                                "reason",
                                reason.map(Instance.StateReason::message).orElse(null))
                        .param("id", id)
                        .param("from", to.before().stream().map(Enum::name).toArray(String[]::new))
                        .update()
                == 1;
    }

    /**
     * Notes that the machine of a pending instance is up, and which public address it has.
     *
     * @return false if it is not pending any more
     */
    boolean started(String id, Optional<String> publicIp) {
        return jdbc.sql("""
                        UPDATE instance SET state = 'RUNNING', since = :now, transition_reason = '',
                            state_reason_code = NULL, state_reason = NULL, impaired = false, made = true,
                            public_address = :address
                        WHERE id = :id AND state = 'PENDING'
                        """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("address", publicIp.orElse(null))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Notes that there is a machine, and which public address it has. */
    void made(String id, Optional<String> publicIp) {
        jdbc.sql("UPDATE instance SET made = true, public_address = :address WHERE id = :id")
                .param("address", publicIp.orElse(null))
                .param("id", id)
                .update();
    }

    /** Notes whether the status checks of a running instance fail. */
    public void checked(String id, boolean impaired) {
        jdbc.sql("UPDATE instance SET impaired = :impaired WHERE id = :id AND state = 'RUNNING'")
                .param("impaired", impaired)
                .param("id", id)
                .update();
    }

    void requestReboot(String id) {
        jdbc.sql("UPDATE instance SET reboots_wanted = reboots_wanted + 1 WHERE id = :id")
                .param("id", id)
                .update();
    }

    void rebooted(String id, int count) {
        jdbc.sql("UPDATE instance SET reboots_done = :count WHERE id = :id")
                .param("count", count)
                .param("id", id)
                .update();
    }

    /** Replaces what may be changed after the launch. */
    void change(Instance instance) {
        InstanceRows.update(jdbc, instance);
    }

    void forget(Instance instance) {
        jdbc.sql("DELETE FROM instance WHERE id = :id")
                .param("id", instance.id())
                .update();
        tags.forget(instance.place(), instance.id());
    }

    private List<Instance> tagged(Place place, List<Instance> found) {
        return tags.on(place, found, Instance::id, InstanceRows::tagged);
    }
}
