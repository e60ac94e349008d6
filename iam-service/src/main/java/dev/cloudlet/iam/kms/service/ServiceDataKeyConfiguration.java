package dev.cloudlet.iam.kms.service;

import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the other services may ask of KMS. */
@Configuration(proxyBeanMethods = false)
class ServiceDataKeyConfiguration {

    @Bean
    InternalOperation<ServiceDataKeys.NewKey, ServiceDataKeys.DataKey> kmsGenerateDataKey(ServiceDataKeys keys) {
        return new InternalOperation<>("kms-generate-data-key", ServiceDataKeys.NewKey.class, keys::generate);
    }

    @Bean
    InternalOperation<ServiceDataKeys.WrappedKey, ServiceDataKeys.DataKey> kmsDecryptDataKey(ServiceDataKeys keys) {
        return new InternalOperation<>("kms-decrypt-data-key", ServiceDataKeys.WrappedKey.class, keys::open);
    }
}
