package dev.cloudlet.compute.image;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.tag.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The images that there are in each region. */
@Component
public final class Images {
    /** The built-in image, in every region. */
    public static final String HOST_USERLAND = "ami-0c10d1e7057a11001";

    /** The device that an image's disk is called. */
    public static final String ROOT_DEVICE = "/dev/xvda";

    private static final Image BUILT_IN = new Image(
            HOST_USERLAND,
            "cloudlet/host-userland",
            "The programs and libraries of the host this cloud runs on, without its settings and secrets",
            Image.AMAZON,
            Optional.of("amazon"),
            "available",
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-01-01T00:00:00Z"),
            dev.cloudlet.sandbox.image.Images.HOST_USERLAND,
            Map.of());

    private final JdbcClient jdbc;
    private final Tags tags;

    public Images(JdbcClient jdbc, Tags tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    /** What the programs of all images run on: this host's processor, in EC2's word. */
    public static String architecture() {
        String host = System.getProperty("os.arch", "");
        return host.equals("aarch64") ? "arm64" : "x86_64";
    }

    /** All that can be used there, the built-in one first. */
    public List<Image> list(Place place) {
        List<Image> made = jdbc.sql("SELECT * FROM image WHERE account = :account AND region = :region ORDER BY id")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> image(row))
                .list();
        return Stream.concat(Stream.of(BUILT_IN), tags.on(place, made, Image::id, Images::tagged).stream())
                .toList();
    }

    /** The image, or InvalidAMIID.Malformed or .NotFound. */
    public Image require(Place place, String id) {
        if (!ResourceIds.isFormed("ami", id)) {
            throw Ec2Error.INVALID_AMI_ID_MALFORMED.of("Invalid id: \"%s\" (expecting \"ami-...\")", id);
        }
        return list(place).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_AMI_ID_NOT_FOUND.of("The image id '[%s]' does not exist", id));
    }

    /** What the sandbox calls it; empty once it is deregistered. */
    public Optional<String> machineImage(String id) {
        if (id.equals(HOST_USERLAND)) {
            return Optional.of(BUILT_IN.machineImage());
        }
        return find(id).map(Image::machineImage);
    }

    /** One that was made here, of whatever region. */
    Optional<Image> find(String id) {
        return jdbc.sql("SELECT * FROM image WHERE id = :id")
                .param("id", id)
                .query((row, n) -> image(row))
                .optional();
    }

    /** Adds one that is to be made; false if there is one of that name. */
    boolean add(Place place, Image image) {
        return jdbc.sql("""
                        INSERT INTO image (account, region, id, name, description, state, instance_id, created)
                        VALUES (:account, :region, :id, :name, :description, :state, :instance, :created)
                        ON CONFLICT (account, region, name) DO NOTHING
                        """)
                        .param("account", place.account())
                        .param("region", place.region())
                        .param("id", image.id())
                        .param("name", image.name())
                        .param("description", image.description())
                        .param("state", image.state())
                        .param("instance", image.sourceInstance().orElse(""))
                        .param("created", Timestamp.from(image.created()))
                        .update()
                == 1;
    }

    void state(String id, String state, Optional<String> failure) {
        jdbc.sql("UPDATE image SET state = :state, failure = :failure WHERE id = :id")
                .param("state", state)
                .param("failure", failure.orElse(null))
                .param("id", id)
                .update();
    }

    void remove(Place place, String id) {
        jdbc.sql("DELETE FROM image WHERE id = :id").param("id", id).update();
        tags.forget(place, id);
    }

    private static Image image(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Image(
                id,
                row.getString("name"),
                Optional.ofNullable(row.getString("description")).orElse(""),
                row.getString("account"),
                Optional.empty(),
                row.getString("state"),
                Optional.ofNullable(row.getString("failure")),
                Optional.of(row.getString("instance_id")),
                row.getTimestamp("created").toInstant(),
                id,
                Map.of());
    }

    private static Image tagged(Image each, Map<String, String> tags) {
        return new Image(
                each.id(),
                each.name(),
                each.description(),
                each.owner(),
                each.ownerAlias(),
                each.state(),
                each.failure(),
                each.sourceInstance(),
                each.created(),
                each.machineImage(),
                tags);
    }
}
