package dev.cloudlet.kit.limit;

import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers the gateway's question for limits. */
@Configuration(proxyBeanMethods = false)
public class LimitConfiguration {
    /** The internal operation: {@code true} is asked, {@link Limits} are answered. */
    public static final String OPERATION = "limits";

    @Bean
    InternalOperation<Boolean, Limits> limitsOperation(ObjectProvider<Limits> limits) {
        Limits all = new Limits(
                limits.stream().flatMap(each -> each.limits().stream()).toList());
        return new InternalOperation<>(OPERATION, Boolean.class, asked -> all);
    }
}
