package dev.cloudlet.build.project;

import dev.cloudlet.protocol.ModelJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codebuild.model.Project;

/** The projects of all accounts. */
@Repository
public class Projects {
    private final JdbcClient jdbc;

    Projects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was added; not when there is one of that name. */
    boolean add(String account, String region, Project project) {
        return jdbc.sql("""
                                INSERT INTO project (account, region, name, created, modified, document)
                                VALUES (:account, :region, :name, :created, :created, :document::jsonb)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("account", account)
                        .param("region", region)
                        .param("name", project.name())
                        .param("created", Timestamp.from(project.created()))
                        .param("document", ModelJson.write(project))
                        .update()
                == 1;
    }

    void replace(String account, String region, Project project, Instant modified) {
        jdbc.sql("""
                        UPDATE project SET document = :document::jsonb, modified = :modified
                        WHERE account = :account AND region = :region AND name = :name
                        """)
                .param("account", account)
                .param("region", region)
                .param("name", project.name())
                .param("modified", Timestamp.from(modified))
                .param("document", ModelJson.write(project))
                .update();
    }

    /** The project of that name, if there is one. */
    public Optional<Project> find(String account, String region, String name) {
        return find(account, region, List.of(name)).stream().findFirst();
    }

    List<Project> find(String account, String region, Collection<String> names) {
        return jdbc.sql(
                        "SELECT document FROM project WHERE account = :account AND region = :region AND name IN (:names)")
                .param("account", account)
                .param("region", region)
                .param("names", names)
                .query((row, n) -> read(row.getString(1)))
                .list();
    }

    /** The next number for a build of this project; the row stays locked until the transaction ends. */
    public long nextBuildNumber(String account, String region, String name) {
        return jdbc.sql("""
                        UPDATE project SET builds = builds + 1
                        WHERE account = :account AND region = :region AND name = :name RETURNING builds
                        """)
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .query(Long.class)
                .single();
    }

    void delete(String account, String region, String name) {
        jdbc.sql("DELETE FROM project WHERE account = :account AND region = :region AND name = :name")
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .update();
    }

    /** Names with their times, for the orders that ListProjects offers. */
    List<Listed> list(String account, String region) {
        return jdbc.sql("SELECT name, created, modified FROM project WHERE account = :account AND region = :region")
                .param("account", account)
                .param("region", region)
                .query((row, n) -> new Listed(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    record Listed(String name, Instant created, Instant modified) {}

    private static Project read(String json) {
        return ModelJson.read(json, Project.builder());
    }
}
