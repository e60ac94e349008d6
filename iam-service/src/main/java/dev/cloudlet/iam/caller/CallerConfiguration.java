package dev.cloudlet.iam.caller;

import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerQuestion;
import dev.cloudlet.kit.authentication.LegacyQuestion;
import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the other services may ask about callers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RootSettings.class)
class CallerConfiguration {

    @Bean
    InternalOperation<CallerQuestion, CallerGrant> callerOperation(CallerLookup callers) {
        return new InternalOperation<>(CallerGrant.OPERATION, CallerQuestion.class, callers::find);
    }

    @Bean
    InternalOperation<LegacyQuestion, CallerGrant> legacyCallerOperation(CallerLookup callers) {
        return new InternalOperation<>(LegacyQuestion.OPERATION, LegacyQuestion.class, callers::find);
    }
}
