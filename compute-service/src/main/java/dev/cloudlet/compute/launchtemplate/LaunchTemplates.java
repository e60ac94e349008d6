package dev.cloudlet.compute.launchtemplate;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.protocol.AwsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The launch templates of each region. */
@Component
public final class LaunchTemplates {
    /** Stands for the version with the highest number. */
    public static final String LATEST = "$Latest";

    /** Stands for the version that is the template's default. */
    public static final String DEFAULT = "$Default";

    private final JdbcClient jdbc;
    private final Tags tags;

    public LaunchTemplates(JdbcClient jdbc, Tags tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    /** All of a region, in the order of their names. */
    public List<Template> list(Place place) {
        List<Template> found = jdbc.sql(
                        "SELECT * FROM launch_template WHERE account = :account AND region = :region ORDER BY name")
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> template(row, Map.of()))
                .list();
        return tags.on(place, found, Template::id, LaunchTemplates::tagged);
    }

    /** The template of this id, or of this name if there is no id. */
    Optional<Template> find(Place place, @Nullable String id, @Nullable String name) {
        return jdbc.sql("""
                        SELECT * FROM launch_template WHERE account = :account AND region = :region
                            AND (id = :id OR (:id::text IS NULL AND name = :name))
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("id", id)
                .param("name", name)
                .query((row, n) -> template(row, Map.of()))
                .optional()
                .map(each -> tagged(each, tags.of(place, each.id())));
    }

    /** As a request names it, by exactly one of the two. */
    public Template require(Place place, @Nullable String id, @Nullable String name) {
        requireOne(id, name);
        return find(place, id, name).orElseThrow(() -> missing(id, name));
    }

    static void requireOne(@Nullable String id, @Nullable String name) {
        if (id != null && name != null) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "Either the launch template ID or the launch template name must be specified, but not both.");
        }
        if (id == null && name == null) {
            throw Ec2Error.MISSING_PARAMETER.of(
                    "Either the launch template ID or the launch template name must be specified.");
        }
    }

    static AwsException missing(@Nullable String id, @Nullable String name) {
        if (id == null) {
            return Ec2Error.INVALID_LAUNCH_TEMPLATE_NAME_NOT_FOUND.of(
                    "The specified launch template, with template name %s, does not exist.", String.valueOf(name));
        }
        return ResourceIds.isFormed("lt", id)
                ? Ec2Error.INVALID_LAUNCH_TEMPLATE_ID_NOT_FOUND.of(
                        "The specified launch template, with template ID %s, does not exist.", id)
                : Ec2Error.INVALID_LAUNCH_TEMPLATE_ID_MALFORMED.of("Invalid id: \"%s\" (expecting \"lt-...\")", id);
    }

    /** All versions, the newest first. */
    List<TemplateVersion> versions(Template template) {
        return jdbc.sql("SELECT * FROM launch_template_version WHERE template_id = :id ORDER BY version DESC")
                .param("id", template.id())
                .query((row, n) -> version(row))
                .list();
    }

    /**
     * One version, or InvalidLaunchTemplateId.VersionNotFound.
     *
     * @param version a number, {@link #LATEST} or {@link #DEFAULT}
     */
    public TemplateVersion version(Template template, String version) {
        return findVersion(template, version)
                .orElseThrow(() -> Ec2Error.INVALID_LAUNCH_TEMPLATE_VERSION.of(
                        "Could not find the specified version %s for the launch template with ID %s.",
                        version, template.id()));
    }

    Optional<TemplateVersion> findVersion(Template template, String version) {
        if (version.equals(LATEST)) {
            // Not by the highest number given: that version may have been deleted.
            return versions(template).stream().findFirst();
        }
        return jdbc.sql("SELECT * FROM launch_template_version WHERE template_id = :id AND version = :version")
                .param("id", template.id())
                .param("version", number(template, version))
                .query((row, n) -> version(row))
                .optional();
    }

    private static long number(Template template, String version) {
        if (version.equals(DEFAULT)) {
            return template.defaultVersion();
        }
        if (!version.matches("\\d{1,18}")) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "The specified version %s is not valid: a number, $Latest or $Default.", version);
        }
        return Long.parseLong(version);
    }

    /** Adds one; false if there is one of that name. */
    boolean add(Template template) {
        return jdbc.sql("""
                        INSERT INTO launch_template
                            (account, region, id, name, default_version, latest_version, created, created_by)
                        VALUES (:account, :region, :id, :name, :default, :latest, :created, :by)
                        ON CONFLICT (account, region, name) DO NOTHING
                        """)
                        .param("account", template.place().account())
                        .param("region", template.place().region())
                        .param("id", template.id())
                        .param("name", template.name())
                        .param("default", template.defaultVersion())
                        .param("latest", template.latestVersion())
                        .param("created", Timestamp.from(template.created()))
                        .param("by", template.createdBy())
                        .update()
                == 1;
    }

    void add(String templateId, TemplateVersion version) {
        jdbc.sql("""
                        INSERT INTO launch_template_version (template_id, version, description, data, created, created_by)
                        VALUES (:id, :version, :description, :data::jsonb, :created, :by)
                        """)
                .param("id", templateId)
                .param("version", version.number())
                .param("description", version.description().orElse(null))
                .param("data", version.data())
                .param("created", Timestamp.from(version.created()))
                .param("by", version.createdBy())
                .update();
    }

    /** The number of a new version: each is given once. */
    long nextVersion(Template template) {
        return jdbc.sql(
                        "UPDATE launch_template SET latest_version = latest_version + 1 WHERE id = :id RETURNING latest_version")
                .param("id", template.id())
                .query(Long.class)
                .single();
    }

    void makeDefault(Template template, long version) {
        jdbc.sql("UPDATE launch_template SET default_version = :version WHERE id = :id")
                .param("version", version)
                .param("id", template.id())
                .update();
    }

    void removeVersion(Template template, long version) {
        jdbc.sql("DELETE FROM launch_template_version WHERE template_id = :id AND version = :version")
                .param("id", template.id())
                .param("version", version)
                .update();
    }

    void remove(Template template) {
        jdbc.sql("DELETE FROM launch_template WHERE id = :id")
                .param("id", template.id())
                .update();
        tags.forget(template.place(), template.id());
    }

    private static TemplateVersion version(ResultSet row) throws SQLException {
        return new TemplateVersion(
                row.getLong("version"),
                Optional.ofNullable(row.getString("description")),
                row.getString("data"),
                row.getTimestamp("created").toInstant(),
                row.getString("created_by"));
    }

    private static Template template(ResultSet row, Map<String, String> tags) throws SQLException {
        return new Template(
                new Place(row.getString("account"), row.getString("region")),
                row.getString("id"),
                row.getString("name"),
                row.getLong("default_version"),
                row.getLong("latest_version"),
                row.getTimestamp("created").toInstant(),
                row.getString("created_by"),
                tags);
    }

    private static Template tagged(Template each, Map<String, String> tags) {
        return new Template(
                each.place(),
                each.id(),
                each.name(),
                each.defaultVersion(),
                each.latestVersion(),
                each.created(),
                each.createdBy(),
                tags);
    }
}
