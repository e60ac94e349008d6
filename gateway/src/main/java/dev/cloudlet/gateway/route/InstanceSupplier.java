package dev.cloudlet.gateway.route;

import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;

/** Lives in the context that each load balancer has for itself; without an annotation, so that the gateway's scan passes it by. */
class InstanceSupplier {
    @Bean
    ServiceInstanceListSupplier serviceInstances(ConfigurableApplicationContext context, Ejected ejected) {
        ServiceInstanceListSupplier registered =
                ServiceInstanceListSupplier.builder().withDiscoveryClient().build(context);
        return new DelegatingServiceInstanceListSupplier(registered) {
            @Override
            public Flux<List<ServiceInstance>> get() {
                return getDelegate().get().map(ejected::without);
            }
        };
    }
}
