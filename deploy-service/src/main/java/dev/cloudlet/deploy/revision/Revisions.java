package dev.cloudlet.deploy.revision;

import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

/** The revisions of all applications. */
@Repository
public class Revisions {
    private final JdbcClient jdbc;

    Revisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Revision(
            RevisionLocation location,
            Instant registered,
            @Nullable Instant firstUsed,
            @Nullable Instant lastUsed,
            @Nullable String description) {}

    void register(
            String account,
            String region,
            String application,
            RevisionLocation at,
            @Nullable String description,
            Instant now) {
        jdbc.sql("""
                        INSERT INTO revision (account, region, application, location, registered, description, document)
                        VALUES (:account, :region, :application, :location, :now, :description, :document::jsonb)
                        ON CONFLICT (account, region, application, location) DO UPDATE SET description = :description
                        """)
                .param("account", account)
                .param("region", region)
                .param("application", application)
                .param("location", key(at))
                .param("now", Timestamp.from(now))
                .param("description", description)
                .param("document", ModelJson.write(at))
                .update();
    }

    /** A deployment of it begins: it is known from now on, and in use. */
    public void use(String account, String region, String application, RevisionLocation at, Instant now) {
        jdbc.sql("""
                        INSERT INTO revision (account, region, application, location, registered, first_used, last_used, document)
                        VALUES (:account, :region, :application, :location, :now, :now, :now, :document::jsonb)
                        ON CONFLICT (account, region, application, location)
                        DO UPDATE SET first_used = coalesce(revision.first_used, :now), last_used = :now
                        """)
                .param("account", account)
                .param("region", region)
                .param("application", application)
                .param("location", key(at))
                .param("now", Timestamp.from(now))
                .param("document", ModelJson.write(at))
                .update();
    }

    Optional<Revision> find(String account, String region, String application, RevisionLocation at) {
        return jdbc.sql("""
                        SELECT * FROM revision
                        WHERE account = :account AND region = :region AND application = :application AND location = :location
                        """)
                .param("account", account)
                .param("region", region)
                .param("application", application)
                .param("location", key(at))
                .query(Revisions::row)
                .optional();
    }

    List<Revision> list(String account, String region, String application) {
        return jdbc.sql("""
                        SELECT * FROM revision
                        WHERE account = :account AND region = :region AND application = :application ORDER BY registered, location
                        """)
                .param("account", account)
                .param("region", region)
                .param("application", application)
                .query(Revisions::row)
                .list();
    }

    private static String key(RevisionLocation at) {
        S3Location s3 = at.s3Location();
        return String.join(
                "\n",
                s3.bucket(),
                s3.key(),
                String.valueOf(s3.version()),
                String.valueOf(s3.eTag()),
                s3.bundleTypeAsString());
    }

    private static Revision row(ResultSet rs, int n) throws SQLException {
        return new Revision(
                ModelJson.read(rs.getString("document"), RevisionLocation.builder()),
                rs.getTimestamp("registered").toInstant(),
                instant(rs, "first_used"),
                instant(rs, "last_used"),
                rs.getString("description"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        Timestamp time = rs.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
