package org.singletable.jdbc.bench;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The time from the start of a JVM until its program has read a row. */
final class StartUpPart implements Part {
    static final String FIRST_ROW = "JVM start to first row";

    /** What a program with the driver has on its class path: not DynamoDB Local and what the benchmarks need. */
    private static final Pattern NEEDED = Pattern.compile(
            "(jsqlparser|jackson-(core|databind|annotations)|slf4j|jspecify|reactive-streams"
                    + "|eventstream|httpclient5|httpcore5|commons-codec|dynamodb|apache5-client|sts|auth|regions|profiles|utils|annotations"
                    + "|identity|http-|json-utils|endpoints|checksums|retries|metrics|protocol|aws-|sdk-core|third-party).*\\.jar");

    @Override
    public char letter() {
        return 'd';
    }

    @Override
    public String title() {
        return "Time from the start of a JVM to its first row, DynamoDB Local on the loopback interface";
    }

    @Override
    public void run(Effort effort, Results results) throws Exception {
        try (Server server = new Server(0, 0)) {
            String classPath = classPath();
            for (Subject subject : Subject.values()) {
                nanosToFirstRow(subject, classPath, server); // the files are in the system's cache from now on
            }
            for (int round = 0; round < effort.starts(); round++) {
                for (Subject subject : Subject.values()) {
                    double nanos = nanosToFirstRow(subject, classPath, server);
                    results.add(letter(), FIRST_ROW, Metric.TIME, subject.title(), nanos);
                }
            }
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(StartUpPart::isNeeded)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNeeded(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return !name.endsWith(".jar") || NEEDED.matcher(name).matches();
    }

    private static double nanosToFirstRow(Subject subject, String classPath, Server server) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-cp",
                classPath,
                FirstRow.class.getName(),
                subject.name(),
                server.near().toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String row = output.readLine();
            double nanos = System.nanoTime() - start;
            Expected.require(Expected.sum(0, 1), row == null ? 0 : Long.parseLong(row));
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the program ended with " + process.exitValue());
            }
            return nanos;
        }
    }
}
