package org.singletable.jdbc.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Whether a container of DynamoDB Local can be started here. */
final class DockerProbe {
    private static final int PULL_MINUTES = 5;

    private final @Nullable String missing;

    private DockerProbe(@Nullable String missing) {
        this.missing = missing;
    }

    /** Looks for the engine and the image, and pulls the image where it is not there. */
    static DockerProbe run() {
        return new DockerProbe(missingEngine().or(DockerProbe::missingImage).orElse(null));
    }

    /** What is missing and what to do, empty when all is there. */
    Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    private static Optional<String> missingEngine() {
        DockerClientFactory docker = DockerClientFactory.instance();
        try {
            return docker.isDockerAvailable()
                    ? Optional.empty()
                    : Optional.of("No Docker engine answers: start one to run this test (see docs/testing.md)");
        } catch (RuntimeException e) {
            // Testcontainers starts its own helper containers here; what they throw has no common type.
            return Optional.of("Testcontainers cannot use the Docker engine: " + e.getMessage()
                    + ". Where its own images cannot be pulled, set TESTCONTAINERS_RYUK_DISABLED=true and"
                    + " TESTCONTAINERS_CHECKS_DISABLE=true (see docs/testing.md)");
        }
    }

    private static Optional<String> missingImage() {
        DockerImageName image = DynamoDbLocalImage.name();
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(image.asCanonicalNameString()).exec();
            return Optional.empty();
        } catch (NotFoundException absent) {
            return pull(docker, image)
                    .map(problem -> "The Docker engine has no image %s and cannot pull it (%s): make it with %s"
                            .formatted(image, problem, DynamoDbLocalImage.SCRIPT));
        }
    }

    /** Tries once, where Testcontainers would repeat it for minutes without a network. Gives what went wrong. */
    private static Optional<String> pull(DockerClient docker, DockerImageName image) {
        try {
            boolean done = docker.pullImageCmd(image.getUnversionedPart())
                    .withTag(image.getVersionPart())
                    .exec(new PullImageResultCallback())
                    .awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
            return done ? Optional.empty() : Optional.of("not done after " + PULL_MINUTES + " minutes");
        } catch (DockerException | DockerClientException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
