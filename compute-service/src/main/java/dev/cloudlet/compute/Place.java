package dev.cloudlet.compute;

import dev.cloudlet.kit.call.Call;

/**
 * Where something belongs: every resource is in one region of one account.
 *
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 */
public record Place(String account, String region) {
    /** Where a call works. */
    public static Place of(Call call) {
        return new Place(call.account(), call.region());
    }

    /** The ARN of a resource of EC2 here, such as {@code instance/i-0abc}. */
    public String ec2Arn(String resource) {
        return "arn:aws:ec2:" + region + ":" + account + ":" + resource;
    }
}
