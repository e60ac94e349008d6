package dev.cloudlet.storage.acl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessControlListTest {
    @ParameterizedTest
    @EnumSource(CannedList.class)
    void isReadAsItWasWritten(CannedList canned) {
        AccessControlList list = canned.list("aaaa", "bbbb");

        assertThat(AccessControlList.read(list.write("aaaa"), "aaaa")).isEqualTo(list);
        assertThat(list.isPublic())
                .isEqualTo(canned.name().startsWith("PUBLIC") || canned == CannedList.AUTHENTICATED_READ);
        assertThat(list.withoutPublic().isPublic()).isFalse();
    }

    @Test
    void whatIsTheOwnersAloneNeedsNoColumn() {
        assertThat(CannedList.PRIVATE.list("aaaa", "bbbb").write("aaaa")).isNull();
        assertThat(CannedList.BUCKET_OWNER_READ.list("bbbb", "bbbb").write("bbbb"))
                .isNull();
        assertThat(CannedList.PRIVATE.list("aaaa", "bbbb").write("bbbb")).isNotNull();
    }
}
