package org.singletable.jdbc.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class only where a Docker engine answers and has the image of DynamoDB Local or can pull it; elsewhere the class is
 * disabled, and the reason says what is missing. Constructor and methods can take a {@link DynamoDbLocalContainer}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(DockerExtension.class)
public @interface RequiresDocker {}
