package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.KmsKey;

/** Which key a piece of work is about. */
record KeyName(String account, String region, String id) {
    static String of(KmsKey key) {
        return key.account() + "/" + key.region() + "/" + key.id();
    }

    static KeyName parse(String text) {
        String[] parts = text.split("/", 3);
        return new KeyName(parts[0], parts[1], parts[2]);
    }
}
