package dev.cloudlet.storage.multipart;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.encryption.CustomerKey;
import dev.cloudlet.storage.encryption.Encryption;
import dev.cloudlet.storage.encryption.Encryptions;
import dev.cloudlet.storage.object.NewObject;
import dev.cloudlet.storage.object.ObjectWrites;
import dev.cloudlet.storage.object.ObjectWrites.Written;
import dev.cloudlet.storage.object.WriteCondition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

/** An upload becomes an object: the parts stay where they are, and get an order. */
@AwsOperations
class CompleteOperation {
    private final Buckets buckets;
    private final Uploads uploads;
    private final ObjectWrites writes;
    private final Encryptions encryptions;
    private final CloudletSettings settings;

    CompleteOperation(
            Buckets buckets, Uploads uploads, ObjectWrites writes, Encryptions encryptions, CloudletSettings settings) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.writes = writes;
        this.encryptions = encryptions;
        this.settings = settings;
    }

    @Authorize(action = "s3:PutObject", resource = "arn:aws:s3:::{Bucket}/{Key}")
    CompleteMultipartUploadResponse completeMultipartUpload(Call call, CompleteMultipartUploadRequest request) {
        Bucket bucket = buckets.hold(buckets.require(call, request.bucket(), request.expectedBucketOwner()));
        Upload upload = uploads.own(bucket, request.key(), request.uploadId())
                .orElseThrow(() -> S3Error.NO_SUCH_UPLOAD.error().with("UploadId", request.uploadId()));
        Map<Integer, UploadedPart> uploaded = new LinkedHashMap<>();
        uploads.parts(upload, 0, PartNumber.MOST).forEach(part -> uploaded.put(part.number(), part));
        Encryption encryption = upload.attributes().keeping().encryption();
        CustomerKey customer = CustomerKey.of(request);
        if (customer != null) {
            encryptions.requireSameKey(encryption, customer);
        }
        Completion completion = Completion.of(upload, uploaded, request);
        WriteCondition condition = WriteCondition.of(request.ifMatch(), request.ifNoneMatch());
        Written written = writes.put(bucket, upload.key(), object(upload, completion), condition);
        uploads.end(upload, unused(uploaded, completion));
        CompleteMultipartUploadResponse.Builder answer = CompleteMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .location(location(bucket, upload.key()))
                .eTag('"' + completion.etag() + '"')
                .versionId(written.versionId());
        if (!(encryption instanceof Encryption.CustomerKey)) {
            Encryptions.show(answer, encryption, null);
        }
        ChecksumMembers.set(answer, completion.checksum());
        return answer.build();
    }

    private static NewObject object(Upload upload, Completion completion) {
        List<NewObject.Part> parts = completion.parts().stream()
                .map(part -> new NewObject.Part(part.number(), part.size(), part.blob(), part.checksum()))
                .toList();
        return new NewObject(
                completion.size(),
                completion.etag(),
                completion.checksum(),
                upload.initiated(),
                upload.attributes(),
                new NewObject.Bytes.Parts(parts));
    }

    private static List<UUID> unused(Map<Integer, UploadedPart> uploaded, Completion completion) {
        Set<UUID> unused = new HashSet<>();
        uploaded.values().forEach(part -> unused.add(part.blob()));
        completion.parts().forEach(part -> unused.remove(part.blob()));
        return List.copyOf(unused);
    }

    private String location(Bucket bucket, String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        return settings.endpoint() + "/" + bucket.name() + "/" + encoded;
    }
}
