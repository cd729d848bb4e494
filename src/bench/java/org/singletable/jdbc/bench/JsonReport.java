package org.singletable.jdbc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Results as JSON: every round of every measurement, in nanoseconds, bytes or operations per second, and the targets. */
final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Results results;

    JsonReport(Results results) {
        this.results = results;
    }

    void write(Machine machine, Effort effort, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.set("machine", JSON.valueToTree(machine));
        root.set("effort", JSON.valueToTree(effort));
        ArrayNode measurements = root.putArray("measurements");
        ArrayNode targets = root.putArray("targets");
        for (Measurement each : results.all()) {
            ObjectNode measurement = JSON.valueToTree(each);
            measurements.add(measurement.put("median", each.median()));
            if (each.subject().equals(Subject.DRIVER.title())) {
                for (Target target : Target.of(each.part(), each.work(), each.metric())) {
                    Verdict verdict = Verdict.of(target, each, results);
                    ObjectNode node = JSON.valueToTree(target);
                    targets.add(node.put("measured", verdict.measured()).put("met", verdict.met()));
                }
            }
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}
