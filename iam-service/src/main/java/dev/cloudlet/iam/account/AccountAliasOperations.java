package dev.cloudlet.iam.account;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;

/** The account's other name. */
@AwsOperations
class AccountAliasOperations {
    private final AccountAliases aliases;

    AccountAliasOperations(AccountAliases aliases) {
        this.aliases = aliases;
    }

    @Authorize(action = "iam:CreateAccountAlias")
    CreateAccountAliasResponse createAccountAlias(Call call, CreateAccountAliasRequest request) {
        aliases.set(call.account(), request.accountAlias());
        return CreateAccountAliasResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteAccountAlias")
    DeleteAccountAliasResponse deleteAccountAlias(Call call, DeleteAccountAliasRequest request) {
        aliases.remove(call.account(), request.accountAlias());
        return DeleteAccountAliasResponse.builder().build();
    }

    @Authorize(action = "iam:ListAccountAliases")
    ListAccountAliasesResponse listAccountAliases(Call call, ListAccountAliasesRequest request) {
        return ListAccountAliasesResponse.builder()
                .accountAliases(aliases.of(call.account()).stream().toList())
                .isTruncated(false)
                .build();
    }
}
