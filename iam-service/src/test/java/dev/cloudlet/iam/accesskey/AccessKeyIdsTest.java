package dev.cloudlet.iam.accesskey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AccessKeyIdsTest {
    private final AccessKeyIds ids = new AccessKeyIds();

    @Property(tries = 200)
    void theAccountIsInTheId(@ForAll @LongRange(max = 999_999_999_999L) long number) {
        String account = String.format(Locale.ROOT, "%012d", number);
        String id = ids.next("AKIA", account);
        assertThat(id).matches("AKIA[A-Z2-7]{16}");
        assertThat(AccessKeyIds.account(id)).isEqualTo(account);
    }

    @Example
    void readsTheAccountFromAnIdOfAws() {
        // From the published analysis of AWS's form: https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
        assertThat(AccessKeyIds.account("ASIAQNZGKIQY56JQ7WML")).isEqualTo("029608264753");
    }

    @Example
    void othersHaveNone() {
        assertThat(AccessKeyIds.account("test")).isNull();
        assertThat(AccessKeyIds.account("AKIA0000000000000000")).isNull();
    }

    @Property(tries = 20)
    void secretsLookLikeAws() {
        assertThat(ids.secret()).matches("[A-Za-z0-9+/]{40}");
    }
}
