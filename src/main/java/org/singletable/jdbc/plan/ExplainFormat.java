package org.singletable.jdbc.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.singletable.jdbc.plan.Explain.Measured;

/** The two forms of an explained plan: lines of text, and one JSON document. */
final class ExplainFormat {
    private static final String ARROW = "-> ";

    private ExplainFormat() {}

    static List<String> lines(List<ExplainNode> nodes, Optional<Measured> measured) {
        List<String> lines = new ArrayList<>();
        nodes.forEach(node -> add(node, "", "", lines));
        measured.ifPresent(found -> lines.addAll(totals(found)));
        return lines;
    }

    /**
     * @param first what the node's first line begins with
     * @param indent what its other lines begin with
     */
    private static void add(ExplainNode node, String first, String indent, List<String> lines) {
        lines.add(first + node.operator() + (node.on().isEmpty() ? "" : ": " + node.on()));
        String own = indent + "  ";
        node.details().forEach((name, text) -> lines.add(own + name + ": " + text));
        Estimate estimate = node.estimate();
        if (estimate != null) {
            lines.add(own + "expected: " + text(estimate));
        }
        node.inputs().forEach(input -> add(input, own + ARROW, own + " ".repeat(ARROW.length()), lines));
    }

    private static String text(Estimate estimate) {
        return (estimate.exact() ? "at most " : "about ") + count(estimate.requests(), "request") + ", "
                + count(estimate.items(), "item");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static List<String> totals(Measured measured) {
        String requests = new TreeMap<>(measured.requests())
                .entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return List.of(
                "requests: " + (requests.isEmpty() ? "none" : requests),
                "items read: " + measured.itemsRead(),
                "rows: " + measured.rows(),
                "read units: " + plain(measured.readUnits()),
                "write units: " + plain(measured.writeUnits()),
                "time: " + measured.milliseconds() + " ms");
    }

    private static String plain(double units) {
        return BigDecimal.valueOf(units).stripTrailingZeros().toPlainString();
    }

    static String json(List<ExplainNode> nodes, Optional<Measured> measured) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("plan", json(nodes.get(0)));
        if (nodes.size() > 1) {
            ArrayNode subqueries = document.putArray("subqueries");
            nodes.subList(1, nodes.size())
                    .forEach(node -> subqueries.add(json(node.inputs().get(0))));
        }
        measured.ifPresent(found -> document.set("measured", json(found)));
        return document.toPrettyString();
    }

    private static ObjectNode json(ExplainNode node) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("operator", node.operator());
        if (!node.on().isEmpty()) {
            json.put("on", node.on());
        }
        node.details().forEach(json::put);
        Estimate estimate = node.estimate();
        if (estimate != null) {
            json.putObject("expected")
                    .put("requests", estimate.requests())
                    .put("items", estimate.items())
                    .put("exact", estimate.exact());
        }
        if (!node.inputs().isEmpty()) {
            ArrayNode inputs = json.putArray("inputs");
            node.inputs().forEach(input -> inputs.add(json(input)));
        }
        return json;
    }

    private static ObjectNode json(Measured measured) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode requests = json.putObject("requests");
        new TreeMap<>(measured.requests()).forEach(requests::put);
        return json.put("items read", measured.itemsRead())
                .put("rows", measured.rows())
                .put("read units", measured.readUnits())
                .put("write units", measured.writeUnits())
                .put("milliseconds", measured.milliseconds());
    }
}
