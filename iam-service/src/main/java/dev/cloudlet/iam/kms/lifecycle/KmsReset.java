package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import org.springframework.stereotype.Component;

/** Back to no keys at all. Work that was requested for one finds it gone. */
@Component
class KmsReset implements Resettable {
    private final Tables tables;

    KmsReset(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void reset() {
        tables.empty("kms_grant", "kms_alias", "kms_material", "kms_key");
    }
}
