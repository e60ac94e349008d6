package dev.cloudlet.kit.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The operation needs no permission: AWS gives none, as for GetCallerIdentity. The signature is still checked. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenToAll {
    /** The AWS documentation's reason. */
    String because();

    /** Whether a request without any signature is accepted, as AssumeRoleWithWebIdentity does. */
    boolean unsigned() default false;
}
