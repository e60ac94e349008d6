package dev.cloudlet.kit.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the caller must be allowed before the operation runs, as in AWS's Service Authorization Reference. Every
 * declaration of a method must hold, for every resource that it names.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Authorize.All.class)
public @interface Authorize {

    /** The action, for example {@code iam:CreateUser}. */
    String action();

    /**
     * The resource's ARN, or {@code *}. Placeholders: {@code {account}}, {@code {region}}; {@code {UserName}}, a member of
     * the request, {@code *} when absent, one ARN for each element of a list; {@code {Path|/}}, with a value for
     * when it is absent; {@code {user:UserName}}, a whole ARN from the {@code ArnSource} of that kind.
     */
    String resource() default "*";

    /** Condition keys from the request, each {@code key={Member}}; a key whose member is absent is absent. */
    String[] keys() default {};

    /** Several declarations on one method. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Authorize[] value();
    }
}
