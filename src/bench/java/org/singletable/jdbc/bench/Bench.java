package org.singletable.jdbc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the benchmarks, prints the results, and writes them to {@code results.md} and {@code results.json}. System properties:
 * {@code bench.quick=true} measures a short while only, {@code bench.only=a,e} some of the parts.
 */
public final class Bench {
    private static final List<Part> PARTS =
            List.of(new CannedPart(), new ServerPart(), new DistantPart(), new StartUpPart(), new PlanningPart());

    private Bench() {}

    /** @param args the folder of the results */
    public static void main(String[] args) throws Exception {
        Effort effort = Boolean.getBoolean("bench.quick") ? Effort.QUICK : Effort.FULL;
        List<Part> parts = chosen(System.getProperty("bench.only", ""));
        Machine machine = Machine.ofThisProcess();
        Results results = new Results();
        StringBuilder report = new StringBuilder(machine.text()).append('\n');
        System.out.println(report);
        for (Part part : parts) {
            part.run(effort, results);
            String table = new MarkdownReport(results).of(part);
            System.out.println(table);
            report.append('\n').append(table);
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        Files.writeString(folder.resolve("results.md"), report);
        new JsonReport(results).write(machine, effort, folder.resolve("results.json"));
        System.out.println("written to " + folder);
    }

    private static List<Part> chosen(String letters) {
        if (letters.isEmpty()) {
            return PARTS;
        }
        return List.of(letters.split(",")).stream().map(Bench::part).toList();
    }

    private static Part part(String letter) {
        return PARTS.stream()
                .filter(part -> letter.equals(String.valueOf(part.letter())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench.only: there is no part " + letter));
    }
}
