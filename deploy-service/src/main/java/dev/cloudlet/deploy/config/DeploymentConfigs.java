package dev.cloudlet.deploy.config;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.ModelJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;

/** The configurations that everybody has, and those of all accounts. */
@Repository
public class DeploymentConfigs {
    /** What a group has when it names none. */
    public static final String DEFAULT = "CodeDeployDefault.OneAtATime";

    private static final Instant SINCE_EVER = Instant.parse("2014-11-12T00:00:00Z");
    // https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_MinimumHealthyHosts.html names MOST_CONCURRENCY.
    private static final Map<String, DeploymentConfigInfo> BUILT_IN = new TreeMap<>(Map.of(
            DEFAULT,
            builtIn(1, DEFAULT, "MOST_CONCURRENCY", 1),
            "CodeDeployDefault.HalfAtATime",
            builtIn(2, "CodeDeployDefault.HalfAtATime", "FLEET_PERCENT", 50),
            "CodeDeployDefault.AllAtOnce",
            builtIn(3, "CodeDeployDefault.AllAtOnce", "FLEET_PERCENT", 0)));

    private final JdbcClient jdbc;

    DeploymentConfigs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static DeploymentConfigInfo builtIn(int number, String name, String type, int value) {
        return DeploymentConfigInfo.builder()
                .deploymentConfigId("00000000-0000-0000-0000-00000000000" + number)
                .deploymentConfigName(name)
                .minimumHealthyHosts(
                        MinimumHealthyHosts.builder().type(type).value(value).build())
                .createTime(SINCE_EVER)
                .computePlatform(ComputePlatform.SERVER)
                .build();
    }

    /** The configuration of that name, or its refusal. */
    public DeploymentConfigInfo get(Call call, String name) {
        return find(call.account(), call.region(), name)
                .orElseThrow(() -> DeployError.DEPLOYMENT_CONFIG_DOES_NOT_EXIST.of(
                        "No deployment configuration found for name: %s", name));
    }

    /** The configuration of that name, if there is one. */
    public Optional<DeploymentConfigInfo> find(String account, String region, String name) {
        DeploymentConfigInfo known = BUILT_IN.get(name);
        return known != null
                ? Optional.of(known)
                : jdbc.sql("""
                                SELECT document FROM deployment_config
                                WHERE account = :account AND region = :region AND name = :name
                                """)
                        .param("account", account)
                        .param("region", region)
                        .param("name", name)
                        .query((row, n) -> ModelJson.read(row.getString(1), DeploymentConfigInfo.builder()))
                        .optional();
    }

    static boolean isBuiltIn(String name) {
        return BUILT_IN.containsKey(name);
    }

    boolean add(Call call, DeploymentConfigInfo config) {
        return jdbc.sql("""
                                INSERT INTO deployment_config (account, region, name, document)
                                VALUES (:account, :region, :name, :document::jsonb) ON CONFLICT DO NOTHING
                                """)
                        .param("account", call.account())
                        .param("region", call.region())
                        .param("name", config.deploymentConfigName())
                        .param("document", ModelJson.write(config))
                        .update()
                == 1;
    }

    /** The groups of one account are few: their documents are read through. */
    boolean inUse(Call call, String name) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM deployment_group WHERE account = :account AND region = :region
                            AND document ->> 'deploymentConfigName' = :name)
                        """)
                .param("account", call.account())
                .param("region", call.region())
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    void delete(Call call, String name) {
        jdbc.sql("DELETE FROM deployment_config WHERE account = :account AND region = :region AND name = :name")
                .param("account", call.account())
                .param("region", call.region())
                .param("name", name)
                .update();
    }

    List<String> names(Call call) {
        List<String> names = new ArrayList<>(BUILT_IN.keySet());
        names.addAll(jdbc.sql(
                        "SELECT name FROM deployment_config WHERE account = :account AND region = :region ORDER BY name")
                .param("account", call.account())
                .param("region", call.region())
                .query(String.class)
                .list());
        return names;
    }
}
