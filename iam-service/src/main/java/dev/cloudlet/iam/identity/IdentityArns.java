package dev.cloudlet.iam.identity;

import dev.cloudlet.kit.authorization.ArnSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** ARNs with the paths that requests leave out. */
@Configuration(proxyBeanMethods = false)
class IdentityArns {

    @Bean
    ArnSource userArns(Identities identities) {
        return new OfKind(identities, IdentityKind.USER);
    }

    @Bean
    ArnSource groupArns(Identities identities) {
        return new OfKind(identities, IdentityKind.GROUP);
    }

    @Bean
    ArnSource roleArns(Identities identities) {
        return new OfKind(identities, IdentityKind.ROLE);
    }

    private record OfKind(Identities identities, IdentityKind type) implements ArnSource {
        @Override
        public String kind() {
            return type.word();
        }

        @Override
        public String arn(String account, String region, @Nullable String name) {
            Identity identity = name == null ? null : identities.find(account, type, name);
            return identity != null
                    ? identity.arn()
                    : "arn:aws:iam::" + account + ":" + type.word() + "/" + (name == null ? "*" : name);
        }
    }
}
