package dev.cloudlet.iam.sts;

import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the other services may ask of STS. */
@Configuration(proxyBeanMethods = false)
class StsConfiguration {

    @Bean
    InternalOperation<ServiceSessions.Question, Credentials> assumeServiceRoleOperation(ServiceSessions sessions) {
        return new InternalOperation<>("assume-service-role", ServiceSessions.Question.class, sessions::assume);
    }
}
