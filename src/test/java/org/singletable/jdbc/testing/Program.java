package org.singletable.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that uses the driver, in a JVM of its own, with nothing on its class path but what users have there. */
public final class Program {
    /** What a program that hangs is given before it is stopped. */
    private static final long MINUTES = 2;

    /** Written by the build. */
    private static final Path RUNTIME_CLASS_PATH = Path.of("target", "runtime-class-path.txt");

    private Program() {}

    /** How a program ended. */
    public record Run(int status, String out, String err) {}

    /** The driver, its run-time dependencies and the class of the program; no logging provider. */
    public static List<String> classPath(Class<?> main) {
        List<String> entries = new ArrayList<>();
        entries.add(locationOf(org.singletable.jdbc.SingleTableDriver.class));
        entries.add(locationOf(main));
        try {
            entries.addAll(Arrays.asList(Files.readString(RUNTIME_CLASS_PATH).split(File.pathSeparator)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** The same with SLF4J's provider that logs nothing; without any, SLF4J itself says so on standard error. */
    public static List<String> quietClassPath(Class<?> main) {
        List<String> entries = new ArrayList<>(classPath(main));
        entries.add(locationOf(org.slf4j.nop.NOPServiceProvider.class));
        return entries;
    }

    /** A class path without some of its files, told by their names. */
    public static List<String> without(List<String> classPath, Predicate<String> fileName) {
        return classPath.stream()
                .filter(entry -> !fileName.test(new File(entry).getName()))
                .toList();
    }

    /** Runs a main class to its own end. */
    public static Run run(List<String> classPath, Class<?> main, String... arguments) {
        return run(classPath, main.getName(), "", arguments);
    }

    /** The same for one that takes longer than others: it has so many minutes. */
    public static Run run(long minutes, List<String> classPath, Class<?> main, String... arguments) {
        return run(minutes, List.of(), classPath, main.getName(), "", arguments);
    }

    /** Runs a main class, told by its name, to its own end. */
    public static Run run(List<String> classPath, String main, String standardInput, String... arguments) {
        return run(List.of(), classPath, main, standardInput, arguments);
    }

    /** The same with options of the JVM. */
    public static Run run(
            List<String> options, List<String> classPath, String main, String standardInput, String... arguments) {
        return run(MINUTES, options, classPath, main, standardInput, arguments);
    }

    private static Run run(
            long minutes,
            List<String> options,
            List<String> classPath,
            String main,
            String standardInput,
            String... arguments) {
        try {
            Path in = Files.writeString(Files.createTempFile("program", ".in"), standardInput);
            Path out = Files.createTempFile("program", ".out");
            Path err = Files.createTempFile("program", ".err");
            try {
                return run(minutes, command(options, classPath, main, arguments), in, out, err);
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a program ran", e);
        }
    }

    private static List<String> command(
            List<String> options, List<String> classPath, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            // The JVM would warn of SQLite's native library.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        // They are short: compiling well takes them longer than running.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Run run(long minutes, List<String> command, Path in, Path out, Path err)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(minutes, TimeUnit.MINUTES))
                    .as("%s ends by itself", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** The jar or folder that a class is from. */
    public static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
