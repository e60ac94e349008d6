package dev.cloudlet.storage;

import dev.cloudlet.kit.app.Apps;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** S3: buckets and objects. */
@SpringBootApplication(proxyBeanMethods = false)
public class StorageApplication {
    /** The service, ready to run in a JVM of its own or beside others. */
    public static SpringApplicationBuilder builder() {
        return Apps.builder(StorageApplication.class, "storage-service", WebApplicationType.REACTIVE);
    }

    public static void main(String[] args) {
        Apps.run(builder(), args);
    }
}
