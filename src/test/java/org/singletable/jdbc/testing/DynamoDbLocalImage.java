package org.singletable.jdbc.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/** The image of DynamoDB Local, in the version that is on the class path as the embedded engine. */
final class DynamoDbLocalImage {
    /** Makes the image where it cannot be pulled. */
    static final String SCRIPT = "src/test/docker/make-dynamodb-local-image.sh";

    private static final String REPOSITORY = "amazon/dynamodb-local";
    private static final String MAVEN_PROPERTIES = "/META-INF/maven/com/amazonaws/DynamoDBLocal/pom.properties";

    private DynamoDbLocalImage() {}

    static DockerImageName name() {
        return DockerImageName.parse(REPOSITORY).withTag(version());
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = DynamoDbLocalImage.class.getResourceAsStream(MAVEN_PROPERTIES)) {
            if (file == null) {
                throw new IllegalStateException(
                        "com.amazonaws:DynamoDBLocal is not on the class path: no " + MAVEN_PROPERTIES);
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
