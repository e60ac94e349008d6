package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.targetgroup.Reach;
import dev.cloudlet.sandbox.network.Networks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this service gets into VPCs. */
@Configuration(proxyBeanMethods = false)
class TrafficConfiguration {
    @Bean
    Reach reach(Networks networks) {
        return networks::connect;
    }

    @Bean
    Upstreams.Opening opening(Networks networks) {
        return Upstreams.Opening.of(networks);
    }
}
