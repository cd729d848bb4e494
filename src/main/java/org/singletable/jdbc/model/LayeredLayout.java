package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Places boxes so that none overlaps another, with edges from left to right. What is joined by edges is laid out in layers
 * ({@link Layers}); what is not is put beside and below. The same input gives the same picture.
 */
final class LayeredLayout {
    static final int BETWEEN_LAYERS = 96;
    static final int BETWEEN_BOXES = 24;
    private static final int BEND_HEIGHT = 8;
    private static final int SWEEPS = 10;

    /** As wide as a shelf of boxes gets, unless one part alone is wider. */
    private static final int SHELF = 1100;

    record Node(String name, int width, int height) {}

    record Edge(String from, String to) {}

    record Point(double x, double y) {}

    record Box(double x, double y, double width, double height) {
        Box moved(double right, double down) {
            return new Box(x + right, y + down, width, height);
        }
    }

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<Integer, List<Box>> bends = new HashMap<>();
    private double width;
    private double height;

    /** @param edges between these nodes; one from a node to itself has no bends */
    LayeredLayout(List<Node> nodes, List<Edge> edges) {
        nodes.forEach(node -> this.nodes.put(node.name(), node));
        this.edges = List.copyOf(edges);
        place();
    }

    Box box(String node) {
        return Objects.requireNonNull(boxes.get(node));
    }

    /** The flat boxes through which an edge leads on its way past other layers, from left to right. */
    List<Box> bends(int edge) {
        return bends.getOrDefault(edge, List.of());
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** Puts the parts on shelves, those with edges first. */
    private void place() {
        List<Part> parts = new ArrayList<>();
        connected().forEach(names -> parts.add(new Part(names)));
        List<Part> joined = parts.stream().filter(part -> part.names.size() > 1).toList();
        List<Part> alone = parts.stream().filter(part -> part.names.size() == 1).toList();
        double shelf = Math.max(
                SHELF, parts.stream().mapToDouble(part -> part.width).max().orElse(0));
        double x = 0;
        double y = 0;
        double tallest = 0;
        for (Part part : concatenated(joined, alone)) {
            if (x > 0 && x + part.width > shelf) {
                y += tallest + 2 * BETWEEN_BOXES;
                x = 0;
                tallest = 0;
            }
            part.moveTo(x, y);
            x += part.width + BETWEEN_LAYERS / 2.0;
            tallest = Math.max(tallest, part.height);
        }
        width = boxes.values().stream()
                .mapToDouble(box -> box.x() + box.width())
                .max()
                .orElse(0);
        height = y + tallest;
    }

    private static List<Part> concatenated(List<Part> first, List<Part> second) {
        List<Part> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private List<List<String>> connected() {
        List<List<String>> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String node : nodes.keySet()) {
            if (seen.contains(node)) {
                continue;
            }
            Set<String> part = new HashSet<>();
            reach(node, part);
            seen.addAll(part);
            parts.add(nodes.keySet().stream().filter(part::contains).toList());
        }
        return parts;
    }

    private void reach(String node, Set<String> part) {
        if (!part.add(node)) {
            return;
        }
        for (Edge edge : edges) {
            if (edge.from().equals(node)) {
                reach(edge.to(), part);
            } else if (edge.to().equals(node)) {
                reach(edge.from(), part);
            }
        }
    }

    /** A connected part, laid out from 0,0. */
    private final class Part {
        private final List<String> names;
        private final Layers layers;
        private final List<Integer> own = new ArrayList<>();
        private final Map<Layers.Place, Double> tops = new HashMap<>();
        private final List<Double> lefts = new ArrayList<>();
        private final List<Integer> widths = new ArrayList<>();
        private final double width;
        private final double height;

        Part(List<String> names) {
            this.names = names;
            List<Edge> within = new ArrayList<>();
            for (int i = 0; i < edges.size(); i++) {
                if (names.contains(edges.get(i).from())) {
                    within.add(edges.get(i));
                    own.add(i);
                }
            }
            this.layers = new Layers(names, within);
            double x = 0;
            for (List<Layers.Place> layer : layers.all()) {
                int wide = layer.stream().mapToInt(this::width).max().orElse(0);
                lefts.add(x);
                widths.add(wide);
                x += wide + BETWEEN_LAYERS;
            }
            this.width = x - BETWEEN_LAYERS;
            layers.all()
                    .forEach(layer ->
                            settle(layer, layer.stream().map(place -> 0.0).toList()));
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                boolean forward = sweep % 2 == 0;
                for (int i = 0; i < layers.all().size(); i++) {
                    pull(layers.all().get(forward ? i : layers.all().size() - 1 - i), forward);
                }
            }
            double top = tops.values().stream().mapToDouble(y -> y).min().orElse(0);
            tops.replaceAll((place, y) -> y - top);
            this.height = tops.entrySet().stream()
                    .mapToDouble(entry -> entry.getValue() + height(entry.getKey()))
                    .max()
                    .orElse(0);
        }

        private int width(Layers.Place place) {
            return place.bend()
                    ? 0
                    : Objects.requireNonNull(nodes.get(place.name())).width();
        }

        private int height(Layers.Place place) {
            return place.bend()
                    ? BEND_HEIGHT
                    : Objects.requireNonNull(nodes.get(place.name())).height();
        }

        private double top(Layers.Place place) {
            return Objects.requireNonNull(tops.get(place));
        }

        /** Moves the places of a layer towards the middle of what they are joined to. */
        private void pull(List<Layers.Place> layer, boolean before) {
            List<Double> wanted = new ArrayList<>();
            for (Layers.Place place : layer) {
                wanted.add(layers.neighbours(place, before).stream()
                        .mapToDouble(other -> top(other) + height(other) / 2.0)
                        .average()
                        .stream()
                        .map(middle -> middle - height(place) / 2.0)
                        .findFirst()
                        .orElseGet(() -> top(place)));
            }
            settle(layer, wanted);
        }

        /**
         * Puts the places of a layer as near to what is wanted as their order and the room between them allow: neighbours that
         * would be too near move as one.
         */
        private void settle(List<Layers.Place> layer, List<Double> wanted) {
            List<double[]> groups = new ArrayList<>();
            List<Double> offsets = new ArrayList<>();
            double offset = 0;
            for (int i = 0; i < layer.size(); i++) {
                offsets.add(offset);
                double[] group = {wanted.get(i) - offset, 1};
                while (!groups.isEmpty() && groups.get(groups.size() - 1)[0] >= group[0]) {
                    double[] last = groups.remove(groups.size() - 1);
                    double count = last[1] + group[1];
                    group = new double[] {(last[0] * last[1] + group[0] * group[1]) / count, count};
                }
                groups.add(group);
                offset += height(layer.get(i)) + BETWEEN_BOXES;
            }
            int next = 0;
            for (double[] group : groups) {
                for (int i = 0; i < group[1]; i++) {
                    tops.put(layer.get(next), group[0] + offsets.get(next));
                    next++;
                }
            }
        }

        private void moveTo(double right, double down) {
            for (List<Layers.Place> layer : layers.all()) {
                for (Layers.Place place : layer) {
                    if (!place.bend()) {
                        boxes.put(place.name(), box(place).moved(right, down));
                    }
                }
            }
            for (Layers.Way way : layers.ways()) {
                bends.put(
                        own.get(way.edge()),
                        way.places().stream()
                                .filter(Layers.Place::bend)
                                .map(place -> box(place).moved(right, down))
                                .toList());
            }
        }

        private Box box(Layers.Place place) {
            double wide = place.bend() ? widths.get(place.layer()) : width(place);
            return new Box(lefts.get(place.layer()), top(place), wide, height(place));
        }
    }
}
