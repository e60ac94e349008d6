package dev.cloudlet.iam.account;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.instanceprofile.InstanceProfiles;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;

/** How many of what an account has, and may have. */
@AwsOperations
class AccountSummaryOperations {
    private final JdbcClient jdbc;
    private final Identities identities;
    private final InstanceProfiles profiles;

    AccountSummaryOperations(JdbcClient jdbc, Identities identities, InstanceProfiles profiles) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.profiles = profiles;
    }

    @Authorize(action = "iam:GetAccountSummary")
    GetAccountSummaryResponse getAccountSummary(Call call, GetAccountSummaryRequest request) {
        String account = call.account();
        Map<String, Integer> summary = new TreeMap<>(Map.of(
                "AccessKeysPerUserQuota", 2,
                "GroupsPerUserQuota", 10,
                "UserPolicySizeQuota", IdentityKind.USER.inlineCharacters(),
                "GroupPolicySizeQuota", IdentityKind.GROUP.inlineCharacters(),
                "AttachedPoliciesPerUserQuota", IdentityKind.USER.attachments(),
                "AttachedPoliciesPerGroupQuota", IdentityKind.GROUP.attachments(),
                "AttachedPoliciesPerRoleQuota", IdentityKind.ROLE.attachments(),
                "PolicySizeQuota", 6_144,
                "VersionsPerPolicyQuota", 5));
        for (IdentityKind kind : IdentityKind.values()) {
            summary.put(kind.title() + "s", identities.count(account, kind));
            summary.put(kind.title() + "sQuota", kind.quota());
        }
        summary.put("Policies", count("managed_policy", account));
        summary.put("PolicyVersionsInUse", count("managed_policy_version", account));
        summary.put("InstanceProfiles", profiles.count(account));
        // The configured key of root counts: it is a way in.
        summary.put("AccountAccessKeysPresent", 1);
        summary.put("AccountMFAEnabled", 0);
        summary.put("MFADevices", 0);
        summary.put("MFADevicesInUse", 0);
        return GetAccountSummaryResponse.builder()
                .summaryMapWithStrings(summary)
                .build();
    }

    private int count(String table, String account) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE account = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }
}
