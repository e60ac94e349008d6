package dev.cloudlet.compute.keypair;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Key pairs: made, imported, described, deleted. */
@AwsOperations
class KeyPairOperations {
    private static final String KEY_PAIR = "arn:aws:ec2:{region}:{account}:key-pair/{KeyName}";
    private static final Pattern NAME = Pattern.compile("[\\x20-\\x7e]{1,255}");
    private static final Filters<KeyPair> FILTERS = Filters.of(KeyPair::tags)
            .by("fingerprint", KeyPair::fingerprint)
            .by("key-name", KeyPair::name)
            .by("key-pair-id", KeyPair::id);

    private final KeyPairs keyPairs;
    private final Tags tags;

    KeyPairOperations(KeyPairs keyPairs, Tags tags) {
        this.keyPairs = keyPairs;
        this.tags = tags;
    }

    @Authorize(action = "ec2:CreateKeyPair", resource = KEY_PAIR)
    CreateKeyPairResponse createKeyPair(Call call, CreateKeyPairRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), "key-pair");
        DryRun.check(request.dryRun());
        String type = request.keyTypeAsString() == null ? "rsa" : request.keyTypeAsString();
        if (request.keyFormatAsString() != null && !request.keyFormatAsString().equals("pem")) {
            throw Ec2Error.UNSUPPORTED.of("Keys are made in the format pem only.");
        }
        SshKeys.Made made =
                switch (type) {
                    case "rsa" -> SshKeys.rsa();
                    case "ed25519" -> SshKeys.ed25519();
                    default ->
                        throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                                "Invalid value '%s' for keyType. Valid values are rsa and ed25519", type);
                };
        KeyPair key = add(call, request.keyName(), type, made.fingerprint(), made.publicKey(), wanted);
        return CreateKeyPairResponse.builder()
                .keyPairId(key.id())
                .keyName(key.name())
                .keyFingerprint(key.fingerprint())
                .keyMaterial(made.material())
                .tags(Tags.sdk(wanted))
                .build();
    }

    @Authorize(action = "ec2:ImportKeyPair", resource = KEY_PAIR)
    ImportKeyPairResponse importKeyPair(Call call, ImportKeyPairRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), "key-pair");
        DryRun.check(request.dryRun());
        PublicKeyFile.Read read = PublicKeyFile.read(request.publicKeyMaterial().asByteArray());
        KeyPair key = add(call, request.keyName(), read.type(), read.fingerprint(), read.publicKey(), wanted);
        return ImportKeyPairResponse.builder()
                .keyPairId(key.id())
                .keyName(key.name())
                .keyFingerprint(key.fingerprint())
                .tags(Tags.sdk(wanted))
                .build();
    }

    private KeyPair add(
            Call call, String name, String type, String fingerprint, String publicKey, Map<String, String> wanted) {
        if (!NAME.matcher(name).matches()) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Invalid value for parameter KeyName: up to 255 printable ASCII characters");
        }
        KeyPair key = new KeyPair(
                Place.of(call), ResourceIds.random("key"), name, type, fingerprint, publicKey, call.time(), wanted);
        if (!keyPairs.add(key)) {
            throw Ec2Error.INVALID_KEY_PAIR_DUPLICATE.of("The keypair '%s' already exists.", name);
        }
        tags.put(key.place(), key.id(), "key-pair", wanted);
        return key;
    }

    @Authorize(action = "ec2:DescribeKeyPairs")
    DescribeKeyPairsResponse describeKeyPairs(Call call, DescribeKeyPairsRequest request) {
        DryRun.check(request.dryRun());
        List<KeyPair> all = keyPairs.list(Place.of(call));
        request.keyNames().forEach(name -> {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw Ec2Error.INVALID_KEY_PAIR_NOT_FOUND.of("The key pair '%s' does not exist", name);
            }
        });
        request.keyPairIds().forEach(id -> {
            if (all.stream().noneMatch(each -> each.id().equals(id))) {
                throw Ec2Error.INVALID_KEY_PAIR_NOT_FOUND.of("The key pair ID '%s' does not exist", id);
            }
        });
        boolean whole = Boolean.TRUE.equals(request.includePublicKey());
        return DescribeKeyPairsResponse.builder()
                .keyPairs(all.stream()
                        .filter(each -> (request.keyNames().isEmpty()
                                        && request.keyPairIds().isEmpty())
                                || request.keyNames().contains(each.name())
                                || request.keyPairIds().contains(each.id()))
                        .filter(FILTERS.matching(request.filters()))
                        .map(each -> KeyPairInfo.builder()
                                .keyPairId(each.id())
                                .keyName(each.name())
                                .keyType(each.type())
                                .keyFingerprint(each.fingerprint())
                                .createTime(each.created())
                                .publicKey(whole ? each.publicKey() : null)
                                .tags(Tags.sdk(each.tags()))
                                .build())
                        .toList())
                .build();
    }

    @AuthorizedInCode(actions = "ec2:DeleteKeyPair", because = "The key pair may be named by its id")
    DeleteKeyPairResponse deleteKeyPair(Call call, DeleteKeyPairRequest request) {
        Place place = Place.of(call);
        Optional<KeyPair> found = keyPairs.list(place).stream()
                .filter(each ->
                        each.name().equals(request.keyName()) || each.id().equals(request.keyPairId()))
                .findFirst();
        String name = found.map(KeyPair::name).orElse(request.keyName() == null ? "*" : request.keyName());
        call.authorize("ec2:DeleteKeyPair", place.ec2Arn("key-pair/" + name));
        if (request.keyName() == null && request.keyPairId() == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter KeyName or KeyPairId");
        }
        DryRun.check(request.dryRun());
        // AWS says nothing of a key pair that is not there.
        found.ifPresent(keyPairs::remove);
        return DeleteKeyPairResponse.builder()
                .returnValue(true)
                .keyPairId(found.map(KeyPair::id).orElse(null))
                .build();
    }
}
