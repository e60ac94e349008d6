package dev.cloudlet.iam.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountAliasTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final AccountAliases aliases = iam.bean(AccountAliases.class);

    @Test
    void anAccountHasOneAliasAndNobodyElseHasIt() {
        aliases.set("111111111111", "one");
        aliases.set("111111111111", "first");
        aliases.set("222222222222", "second");

        assertThat(aliases.of("111111111111")).contains("first");
        assertThatThrownBy(() -> aliases.set("222222222222", "first"))
                .hasMessage("The account alias first already exists.");
        assertThatThrownBy(() -> aliases.remove("222222222222", "first"))
                .hasMessage("The account alias with name first cannot be found.");
        aliases.remove("111111111111", "first");
        assertThat(aliases.of("111111111111")).isEmpty();
    }
}
