package org.singletable.jdbc.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that ran in a JVM of its own, to its own end.
 *
 * @param status what it exited with
 */
public record ChildJvm(int status, String out, String err) {
    private static final int MINUTES_AT_MOST = 2;

    /**
     * Runs a program on the class path of the tests.
     *
     * @param folder an own one; classes in it are found too
     * @param arguments as of {@code java}: options, the main class, its arguments
     * @throws TimeoutException the program does not end
     */
    public static ChildJvm run(Path folder, String standardInput, String... arguments)
            throws IOException, InterruptedException, TimeoutException {
        Path in = Files.writeString(folder.resolve("in"), standardInput);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
                throw new TimeoutException(String.join(" ", arguments) + " does not end");
            }
        } finally {
            process.destroyForcibly();
        }
        return new ChildJvm(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
