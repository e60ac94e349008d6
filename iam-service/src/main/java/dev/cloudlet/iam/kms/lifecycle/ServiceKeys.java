package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.Alias;
import dev.cloudlet.iam.kms.key.Aliases;
import dev.cloudlet.iam.kms.key.KeyPolicy;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/**
 * The keys that services of AWS keep in an account, made when they are first wanted.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk">AWS managed keys</a>
 */
@Component
public class ServiceKeys {
    private static final String PREFIX = "alias/aws/";

    /** AWS rotates these keys every year. */
    private static final int YEAR = 365;

    private final Keys keys;
    private final Aliases aliases;
    private final KeyFactory factory;
    private final KeyRotation rotation;
    private final JdbcClient jdbc;

    ServiceKeys(Keys keys, Aliases aliases, KeyFactory factory, KeyRotation rotation, JdbcClient jdbc) {
        this.keys = keys;
        this.aliases = aliases;
        this.factory = factory;
        this.rotation = rotation;
        this.jdbc = jdbc;
    }

    /** The services of this cloud that have such a key, by the name in its alias. */
    private enum Owner {
        S3("s3", "s3", "S3"),
        EBS("ebs", "ec2", "EBS");

        private final String alias;
        private final String service;
        private final String words;

        Owner(String alias, String service, String words) {
            this.alias = alias;
            this.service = service;
            this.words = words;
        }

        static @Nullable Owner of(String alias) {
            for (Owner each : values()) {
                if (alias.equals(PREFIX + each.alias)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** Makes the key that DescribeKey names, if it is one of these and not there yet. */
    void makeIfNamed(Call call, String keyId) {
        if (Owner.of(keyId) != null) {
            get(call.account(), call.region(), keyId, call.time());
        }
    }

    /**
     * The key of a service.
     *
     * @param alias such as {@code alias/aws/s3}
     * @throws IllegalArgumentException when no service has it
     */
    public KmsKey get(String account, String region, String alias, Instant now) {
        Owner owner = Owner.of(alias);
        if (owner == null) {
            throw new IllegalArgumentException("no service has the key " + alias);
        }
        KmsKey key = find(account, region, alias);
        if (key != null) {
            return key;
        }
        // One of several that want it at once makes it.
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", Alias.arn(account, region, alias))
                .query()
                .listOfRows();
        key = find(account, region, alias);
        return key != null ? key : make(account, region, owner, now);
    }

    private @Nullable KmsKey find(String account, String region, String name) {
        Alias alias = aliases.find(account, region, name);
        return alias == null ? null : Objects.requireNonNull(keys.find(account, region, alias.keyId()));
    }

    private KmsKey make(String account, String region, Owner owner, Instant now) {
        KmsKey key = factory.make(
                new KeyFactory.Plan(
                        account,
                        region,
                        "Default key that protects my %s when no other key is defined"
                                .formatted(owner == Owner.EBS ? "EBS volumes" : "S3 objects"),
                        KeySpec.SYMMETRIC_DEFAULT,
                        KeyUsageType.ENCRYPT_DECRYPT,
                        OriginType.AWS_KMS,
                        KeyManagerType.AWS,
                        policy(account, region, owner),
                        Map.of(),
                        false),
                now);
        rotation.begin(key, YEAR, now);
        aliases.add(new Alias(account, region, PREFIX + owner.alias, key.id(), key.created(), key.created()));
        return key;
    }

    private static KeyPolicy policy(String account, String region, Owner owner) {
        return new KeyPolicy("""
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-%1$s-2",
                  "Statement" : [ {
                    "Sid" : "Allow access through %2$s for all principals in the account that are authorized to use %2$s",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:CallerAccount" : "%3$s",
                        "kms:ViaService" : "%4$s.%5$s.amazonaws.com"
                      }
                    }
                  }, {
                    "Sid" : "Allow direct access to key metadata to the account",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%3$s:root"
                    },
                    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
                    "Resource" : "*"
                  } ]
                }""".formatted(owner.alias, owner.words, account, owner.service, region), Map.of());
    }
}
