package dev.cloudlet.kit.internal;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.inprocess.InProcessServices;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How services ask each other. */
@Configuration(proxyBeanMethods = false)
public class InternalConfiguration {

    @Bean
    InternalDispatcher internalDispatcher(ObjectProvider<InternalOperation<?, ?>> operations, JsonMapper json) {
        return new InternalDispatcher(operations.stream().toList(), json);
    }

    @Bean
    ServiceCalls serviceCalls(
            ObjectProvider<InProcessServices> inProcess,
            ObjectProvider<DiscoveryClient> discovery,
            CloudletSettings settings,
            JsonMapper json) {
        return new ServiceCalls(
                inProcess.getIfAvailable(() -> new InProcessServices(Set.of())),
                new RemoteServices(discovery.getIfAvailable(), settings.internalToken()),
                json);
    }

    @Bean
    InternalEndpoint internalEndpoint(InternalDispatcher dispatcher, CloudletSettings settings) {
        return new InternalEndpoint(dispatcher, settings.internalToken());
    }

    /** In one JVM with others: these find the dispatcher directly. */
    @Bean
    SmartLifecycle internalRegistration(
            InternalDispatcher dispatcher,
            ObjectProvider<InProcessServices> inProcess,
            @Value("${spring.application.name}") String name) {
        return new InternalRegistration(
                dispatcher, inProcess.getIfAvailable(() -> new InProcessServices(Set.of())), name);
    }
}
