package dev.cloudlet.iam.accesskey;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.authentication.KeyUse;
import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How secrets are sealed, and what the other services tell of keys. */
@Configuration(proxyBeanMethods = false)
class AccessKeyConfiguration {

    @Bean
    SecretCipher secretCipher(CloudletSettings settings) {
        return new SecretCipher(KeyFile.read(settings.data().resolve("iam").resolve("access-keys.key")));
    }

    @Bean
    InternalOperation<KeyUse.Batch, Boolean> keysUsedOperation(KeyUseRecord uses) {
        return new InternalOperation<>(KeyUse.OPERATION, KeyUse.Batch.class, uses::note);
    }
}
