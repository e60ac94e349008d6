package dev.cloudlet.iam.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.iam.policy.InlinePolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IamResetTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    @Test
    void nothingIsLeftWhateverHangsOnWhat() {
        var bob = iam.addUser("Bob");
        var role = iam.addRole("worker", IamFixture.TRUST_ALL_OF_ACCOUNT);
        iam.run(() -> {
            iam.bean(InlinePolicies.class).put(IamFixture.ACCOUNT, IdentityKind.USER, "Bob", "p", IamFixture.ALLOW_ALL);
            iam.bean(Attachments.class)
                    .attach(
                            IamFixture.ACCOUNT,
                            IdentityKind.ROLE,
                            "worker",
                            "arn:aws:iam::aws:policy/AdministratorAccess");
            return true;
        });
        iam.jdbc()
                .sql("""
                        INSERT INTO access_key VALUES ('AKIA1', :account, :bob, '', true, now());
                        INSERT INTO instance_profile VALUES (:account, 'web', '/', 'AIPA1', now(), '{}', :role)
                        """)
                .param("account", IamFixture.ACCOUNT)
                .param("bob", bob.id())
                .param("role", role.id())
                .update();
        int told = iam.announcements();

        iam.run(() -> {
            iam.bean(IamReset.class).reset();
            return true;
        });
        iam.bean(IamReset.class).forget();

        for (String table :
                List.of("identity", "role", "access_key", "inline_policy", "attachment", "instance_profile")) {
            assertThat(iam.jdbc()
                            .sql("SELECT count(*) FROM " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(iam.announcements()).isEqualTo(told + 1);
    }
}
