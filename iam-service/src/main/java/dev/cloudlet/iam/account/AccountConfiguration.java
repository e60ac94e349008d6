package dev.cloudlet.iam.account;

import dev.cloudlet.kit.account.AccountAnswer;
import dev.cloudlet.kit.account.AccountQuestion;
import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the rest of the cloud may ask about accounts. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    InternalOperation<AccountQuestion, AccountAnswer> accountOperation(Accounts accounts) {
        return new InternalOperation<>(
                AccountQuestion.OPERATION,
                AccountQuestion.class,
                question -> new AccountAnswer(
                        switch (question.by()) {
                            case ACCOUNT -> accounts.find(question.name());
                            case CANONICAL_ID -> accounts.byCanonicalId(question.name());
                            case EMAIL -> accounts.byEmail(question.name());
                        }));
    }

    /** Asked by the gateway for whoever may administer the cloud. */
    @Bean
    InternalOperation<NewAccount, CreatedAccount> createAccountOperation(AccountCreation creation) {
        return new InternalOperation<>("create-account", NewAccount.class, creation::create);
    }
}
