package dev.cloudlet.deploy.application;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.ModelJson;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;

/** The applications of all accounts. */
@Repository
public class Applications {
    private final JdbcClient jdbc;

    Applications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was added; not when there is one of that name. */
    boolean add(Call call, ApplicationInfo application) {
        return jdbc.sql("""
                                INSERT INTO application (account, region, name, document)
                                VALUES (:account, :region, :name, :document::jsonb) ON CONFLICT DO NOTHING
                                """)
                        .param("account", call.account())
                        .param("region", call.region())
                        .param("name", application.applicationName())
                        .param("document", ModelJson.write(application))
                        .update()
                == 1;
    }

    void rename(Call call, String name, String newName) {
        jdbc.sql("UPDATE application SET name = :new WHERE account = :account AND region = :region AND name = :name")
                .param("new", newName)
                .param("account", call.account())
                .param("region", call.region())
                .param("name", name)
                .update();
    }

    void delete(Call call, String name) {
        jdbc.sql("DELETE FROM application WHERE account = :account AND region = :region AND name = :name")
                .param("account", call.account())
                .param("region", call.region())
                .param("name", name)
                .update();
    }

    /** The application of that name, or its refusal. */
    public ApplicationInfo get(Call call, String name) {
        return find(call, List.of(name)).stream()
                .findFirst()
                .orElseThrow(
                        () -> DeployError.APPLICATION_DOES_NOT_EXIST.of("No application found for name: %s", name));
    }

    List<ApplicationInfo> find(Call call, Collection<String> names) {
        return jdbc.sql(
                        "SELECT name, document FROM application WHERE account = :account AND region = :region AND name IN (:names)")
                .param("account", call.account())
                .param("region", call.region())
                .param("names", names)
                .query((row, n) -> ModelJson.read(row.getString(2), ApplicationInfo.builder()).toBuilder()
                        .applicationName(row.getString(1))
                        .build())
                .list();
    }

    List<String> names(Call call) {
        return jdbc.sql("SELECT name FROM application WHERE account = :account AND region = :region ORDER BY name")
                .param("account", call.account())
                .param("region", call.region())
                .query(String.class)
                .list();
    }
}
