package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.encryption.Encryption;

/** How an object is kept: encrypted by what, in which class, locked how. */
public record Keeping(Encryption encryption, StorageClass storageClass, ObjectLock lock) {
    /** As objects are where nobody asks for anything else. */
    public static final Keeping USUAL =
            new Keeping(new Encryption.ServiceKey(), StorageClass.STANDARD, ObjectLock.NONE);
}
