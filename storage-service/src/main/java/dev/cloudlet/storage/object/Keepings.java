package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.facility.Storing;
import dev.cloudlet.storage.keeping.Keeping;
import dev.cloudlet.storage.keeping.StorageClass;
import java.util.Objects;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/** Says how a new object is to be kept: as its request wants, or else as its bucket has it. */
@Component
public final class Keepings {
    private final Encryptions encryptions;
    private final NewLocks locks;

    Keepings(Encryptions encryptions, NewLocks locks) {
        this.encryptions = encryptions;
        this.locks = locks;
    }

    /** What a request wants. */
    public record Wanted(Keeping keeping, Encryptions.Chosen encryption) {
        /** How the bytes are stored for that. */
        public Storing storing() {
            return new Storing(encryption.key(), keeping.storageClass().copies());
        }

        /** The ETag of an object in one piece: the MD5 of its bytes, where that may be told. */
        String etag(String md5) {
            return Encryptions.etag(keeping.encryption(), encryption.key(), md5);
        }

        /** Says in an answer how the object is encrypted. */
        public void show(SdkPojo answer) {
            Encryptions.show(answer, keeping.encryption(), encryption.customer());
        }
    }

    /** Of a request to put, copy or begin an upload. */
    public Wanted wanted(Call call, Bucket bucket, SdkPojo request) {
        Encryptions.Chosen encryption = encryptions.choose(call, bucket, key(request), request);
        return new Wanted(
                new Keeping(encryption.kept(), storageClass(request), locks.wanted(call, bucket, request)), encryption);
    }

    private static String key(SdkPojo request) {
        String key = ModelMembers.string(request, "Key");
        return Objects.requireNonNull(key == null ? ModelMembers.string(request, "DestinationKey") : key);
    }

    private static StorageClass storageClass(SdkPojo request) {
        String name = ModelMembers.string(request, "StorageClass");
        if (name == null) {
            return StorageClass.STANDARD;
        }
        StorageClass wanted = StorageClass.of(name);
        if (wanted == null) {
            throw S3Error.INVALID_STORAGE_CLASS.error().with("StorageClassRequested", name);
        }
        return wanted;
    }
}
