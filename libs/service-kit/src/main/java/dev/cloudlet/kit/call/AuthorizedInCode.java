package dev.cloudlet.kit.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation asks by itself, with {@link Call#authorize}, because what it needs cannot be read off the request. If it
 * returns without having asked, the call fails: forgetting is not permission.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuthorizedInCode {
    /** The actions that the method asks for, for the generated tables. */
    String[] actions();

    /** Why the request alone does not tell. */
    String because();
}
