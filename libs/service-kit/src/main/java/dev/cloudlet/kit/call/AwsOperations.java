package dev.cloudlet.kit.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * Marks a bean whose methods are AWS operations. A method that is not private is an operation when its first parameter is a {@link Call}
 * and its second the SDK's request class; the operation's AWS name follows from that class. Accepted forms:
 *
 * <pre>
 * XResponse x(Call call, XRequest request)
 * XResponse x(Call call, XRequest request, RequestBody body)   // the body streams in
 * Streamed&lt;XResponse&gt; x(Call call, XRequest request)          // the body streams out
 * </pre>
 *
 * Each carries exactly one declaration of what it needs: {@link Authorize}, {@link AuthorizedInCode} or {@link OpenToAll}.
 * A service with an operation that declares nothing does not start.
 */
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AwsOperations {}
