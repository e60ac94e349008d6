package dev.cloudlet.iam.account;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import org.springframework.stereotype.Component;

/** Back to the first account with its root user alone, whose configured access key is nowhere in the database. */
@Component
class IamReset implements Resettable {
    private final Tables tables;
    private final CallersChanged callers;

    IamReset(Tables tables, CallersChanged callers) {
        this.tables = tables;
        this.callers = callers;
    }

    @Override
    public void reset() {
        tables.empty(
                "account_alias",
                "password_policy",
                "login_profile",
                "mfa_device",
                "session",
                "access_key",
                "membership",
                "attachment",
                "inline_policy",
                "instance_profile",
                "managed_policy",
                "role",
                "identity",
                "account");
    }

    @Override
    public void forget() {
        callers.announce();
    }
}
