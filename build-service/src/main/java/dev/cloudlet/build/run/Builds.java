package dev.cloudlet.build.run;

import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;

/** The builds of all accounts. */
@Repository
class Builds {
    private static final String COLUMNS =
            "account, region, id, stage, stop_requested, log_shipped, artifacts, document";

    private final JdbcClient jdbc;

    Builds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(BuildRow row, @Nullable String token) {
        jdbc.sql("""
                        INSERT INTO build (account, region, id, project, number, started, stage, token, artifacts, document)
                        VALUES (:account, :region, :id, :project, :number, :started, :stage, :token, :artifacts::jsonb, :document::jsonb)
                        """)
                .param("account", row.account())
                .param("region", row.region())
                .param("id", row.id())
                .param("project", row.build().projectName())
                .param("number", row.build().buildNumber())
                .param("started", Timestamp.from(row.build().startTime()))
                .param("stage", row.stage().name())
                .param("token", token)
                .param("artifacts", ModelJson.write(row.artifacts()))
                .param("document", ModelJson.write(row.build()))
                .update();
    }

    /** Keeps what a step of the work found; whether the build was asked to stop is not the step's to say. */
    void save(BuildRow row) {
        jdbc.sql("""
                        UPDATE build SET stage = :stage, log_shipped = :shipped, document = :document::jsonb
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("stage", row.stage().name())
                .param("shipped", row.logShipped())
                .param("document", ModelJson.write(row.build()))
                .param("account", row.account())
                .param("region", row.region())
                .param("id", row.id())
                .update();
    }

    void requestStop(String account, String region, String id) {
        jdbc.sql("""
                        UPDATE build SET stop_requested = true
                        WHERE account = :account AND region = :region AND id = :id AND stage <> 'COMPLETED'
                        """)
                .param("account", account)
                .param("region", region)
                .param("id", id)
                .update();
    }

    Optional<BuildRow> find(String account, String region, String id) {
        return find(account, region, List.of(id)).stream().findFirst();
    }

    List<BuildRow> find(String account, String region, Collection<String> ids) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM build WHERE account = :account AND region = :region AND id IN (:ids)")
                .param("account", account)
                .param("region", region)
                .param("ids", ids)
                .query(Builds::row)
                .list();
    }

    Optional<BuildRow> findByToken(String account, String region, String project, String token) {
        return jdbc.sql(
                        "SELECT " + COLUMNS
                                + " FROM build WHERE account = :account AND region = :region AND project = :project AND token = :token")
                .param("account", account)
                .param("region", region)
                .param("project", project)
                .param("token", token)
                .query(Builds::row)
                .optional();
    }

    /** Ids, newest first. */
    List<String> ids(String account, String region) {
        return jdbc.sql("SELECT id FROM build WHERE account = :account AND region = :region ORDER BY started DESC, id")
                .param("account", account)
                .param("region", region)
                .query(String.class)
                .list();
    }

    /** Ids of one project, newest first. */
    List<String> ids(String account, String region, String project) {
        return jdbc.sql("""
                        SELECT id FROM build WHERE account = :account AND region = :region AND project = :project
                        ORDER BY number DESC
                        """)
                .param("account", account)
                .param("region", region)
                .param("project", project)
                .query(String.class)
                .list();
    }

    /** Those that still have something to do, of all accounts. */
    List<BuildRow> unfinished() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM build WHERE stage <> 'COMPLETED'")
                .query(Builds::row)
                .list();
    }

    boolean delete(String account, String region, String id) {
        return jdbc.sql("""
                                DELETE FROM build
                                WHERE account = :account AND region = :region AND id = :id AND stage = 'COMPLETED'
                                """)
                        .param("account", account)
                        .param("region", region)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static BuildRow row(ResultSet rs, int n) throws SQLException {
        return new BuildRow(
                rs.getString("account"),
                rs.getString("region"),
                rs.getString("id"),
                Stage.valueOf(rs.getString("stage")),
                rs.getBoolean("stop_requested"),
                rs.getLong("log_shipped"),
                ModelJson.read(rs.getString("artifacts"), ProjectArtifacts.builder()),
                ModelJson.read(rs.getString("document"), Build.builder()));
    }
}
