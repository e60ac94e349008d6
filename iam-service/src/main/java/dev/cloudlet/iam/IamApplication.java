package dev.cloudlet.iam;

import dev.cloudlet.kit.app.Apps;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** IAM, STS and KMS: who somebody is, and what they may do. */
@SpringBootApplication(proxyBeanMethods = false)
public class IamApplication {
    /** The service, ready to run in a JVM of its own or beside others. */
    public static SpringApplicationBuilder builder() {
        return Apps.builder(IamApplication.class, "iam-service", WebApplicationType.REACTIVE);
    }

    public static void main(String[] args) {
        Apps.run(builder(), args);
    }
}
