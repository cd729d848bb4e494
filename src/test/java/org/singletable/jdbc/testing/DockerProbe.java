package org.singletable.jdbc.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Whether a container of DynamoDB Local can be started here. */
final class DockerProbe {
    /** The JDK's: Surefire prints how many tests are skipped but not why, and SLF4J's provider in tests is the silent one. */
    private static final System.Logger LOG = System.getLogger(DockerProbe.class.getName());

    private static final int PULL_MINUTES = 5;

    private final @Nullable String missing;

    private DockerProbe(@Nullable String missing) {
        this.missing = missing;
    }

    /** Looks for the engine and the image, and pulls the image where it is not there; warns when something is missing. */
    static DockerProbe run() {
        String missing = missingEngine().or(DockerProbe::missingImage).orElse(null);
        if (missing != null) {
            LOG.log(Level.WARNING, "Tests that require Docker are skipped. " + missing);
        }
        return new DockerProbe(missing);
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
                    : Optional.of("No Docker engine answers: start one to run them (see docs/testing.md)");
        } catch (RuntimeException e) {
            // Testcontainers may pull and start helper containers here; what they throw has no common type.
            return Optional.of(
                    "Testcontainers cannot use the Docker engine (" + e.getMessage() + "): where its helper images"
                            + " cannot be pulled, set TESTCONTAINERS_RYUK_DISABLED=true, TESTCONTAINERS_CHECKS_DISABLE=true and"
                            + " TESTCONTAINERS_HOST_OVERRIDE=<host of the engine> (see docs/testing.md)");
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
