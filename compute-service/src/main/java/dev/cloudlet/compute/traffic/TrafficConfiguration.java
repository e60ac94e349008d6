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
    VpcLoops.InVpc opening(Networks networks) {
        return networks::call;
    }
}
