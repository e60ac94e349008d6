package dev.cloudlet.kit;

import dev.cloudlet.kit.account.AccountDirectory;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.authentication.CallerDirectory;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.KeyUses;
import dev.cloudlet.kit.authorization.ArnSource;
import dev.cloudlet.kit.authorization.Authorizer;
import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.BodyCheck;
import dev.cloudlet.kit.call.CrossOrigin;
import dev.cloudlet.kit.http.Authentication;
import dev.cloudlet.kit.http.CallFilter;
import dev.cloudlet.kit.http.CallPipeline;
import dev.cloudlet.kit.http.CallTrail;
import dev.cloudlet.kit.internal.InternalConfiguration;
import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.limit.LimitConfiguration;
import dev.cloudlet.kit.operation.OperationRegistry;
import dev.cloudlet.kit.operation.OperationScanner;
import dev.cloudlet.kit.outbox.Outbox;
import dev.cloudlet.kit.outbox.OutboxConfiguration;
import dev.cloudlet.kit.reset.ResetConfiguration;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.kit.trail.Trail;
import dev.cloudlet.kit.work.WorkConfiguration;
import dev.cloudlet.protocol.Wire;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Everything that makes an application a service of the cloud; on for those that say which AWS services they serve. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnProperty("cloudlet.serves")
@Import({
    InternalConfiguration.class,
    LimitConfiguration.class,
    OutboxConfiguration.class,
    WorkConfiguration.class,
    ResetConfiguration.class
})
public class KitConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Wire wire(@Value("${cloudlet.serves}") List<String> services) {
        return Wire.of(services);
    }

    @Bean
    OperationRegistry operationRegistry(Wire wire, List<ArnSource> sources, ApplicationContext context) {
        return new OperationScanner(wire, sources)
                .scan(context.getBeansWithAnnotation(AwsOperations.class).values());
    }

    @Bean
    CallerDirectory callerDirectory(ServiceCalls services) {
        return new CallerDirectory(services, InstantSource.system());
    }

    @Bean
    KeyUses keyUses(ServiceCalls services) {
        return new KeyUses(services);
    }

    @Bean
    AccountDirectory accountDirectory(ServiceCalls services) {
        return new AccountDirectory(services);
    }

    @Bean
    InternalOperation<Boolean, Boolean> forgetCallers(CallerDirectory callers, AccountDirectory accounts) {
        return new InternalOperation<>(CallerGrant.CHANGED, Boolean.class, changed -> {
            callers.forget();
            accounts.forget();
            return true;
        });
    }

    @Bean
    RoleClients roleClients(ServiceCalls services, CloudletSettings settings, Clock clock) {
        return new RoleClients(services, settings, clock);
    }

    @Bean
    Trail trail(Outbox outbox, JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json) {
        return new Trail(outbox, jdbc, transaction, json);
    }

    @Bean
    CallFilter callFilter(
            Wire wire,
            OperationRegistry operations,
            CallerDirectory callers,
            KeyUses uses,
            List<ResourcePolicies> resources,
            TransactionTemplate transaction,
            Trail trail,
            List<BodyCheck> bodyChecks,
            List<CrossOrigin> crossOrigin,
            Clock clock) {
        CallPipeline pipeline = new CallPipeline(
                wire,
                operations,
                new Authentication(callers, uses),
                new Authorizer(resources),
                transaction,
                new CallTrail(trail),
                bodyChecks,
                crossOrigin);
        var virtualThreads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
        return new CallFilter(pipeline, Schedulers.fromExecutorService(virtualThreads), clock);
    }
}
