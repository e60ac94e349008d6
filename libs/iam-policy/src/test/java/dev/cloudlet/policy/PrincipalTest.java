package dev.cloudlet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Principal.AccountRoot;
import dev.cloudlet.policy.Principal.FederatedUser;
import dev.cloudlet.policy.Principal.RoleSession;
import dev.cloudlet.policy.Principal.User;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    @Test
    void userIsNamedWithoutItsPath() {
        User bob = new User("arn:aws:iam::123456789012:user/division_abc/Bob", "AIDAEXAMPLE", Map.of());
        assertThat(bob.userName()).isEqualTo("Bob");
        assertThat(bob.accountId()).isEqualTo("123456789012");
    }

    @Test
    void roleSessionDropsThePathOfTheRole() {
        RoleSession session =
                new RoleSession("arn:aws:iam::123456789012:role/service-role/Build", "AROAEXAMPLE", "i-1", Map.of());
        assertThat(session.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Build/i-1");
        assertThat(session.userId()).isEqualTo("AROAEXAMPLE:i-1");
    }

    @Test
    void rootAndFederatedUser() {
        assertThat(new AccountRoot("123456789012").arn()).isEqualTo("arn:aws:iam::123456789012:root");
        FederatedUser ann = new FederatedUser("ann", "arn:aws:iam::123456789012:user/Bob", Map.of());
        assertThat(ann.arn()).isEqualTo("arn:aws:sts::123456789012:federated-user/ann");
        assertThat(ann.userId()).isEqualTo("123456789012:ann");
    }

    @Property(tries = 50)
    void nameSurvivesAnyPath(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String name) {
        User user = new User("arn:aws:iam::123456789012:user/a/b/" + name, "AIDA", Map.of());
        assertThat(user.userName()).isEqualTo(name);
    }
}
