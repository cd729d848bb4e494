package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A connected graph in layers: every edge leads from a layer to a later one. Edges that lead further than to the next layer go
 * through a bend in each layer between.
 */
final class Layers {
    private static final int SWEEPS = 8;

    /**
     * What is in a layer: a node, or a bend of an edge.
     *
     * @param name the node's; for bends one of its own
     */
    record Place(String name, int layer, boolean bend) {}

    /** An edge's way from layer to layer: its nodes, with the bends between. */
    record Way(int edge, List<Place> places) {
        Way {
            places = List.copyOf(places);
        }
    }

    private final Map<String, Integer> layerOf;
    private final List<List<Place>> layers = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();

    /**
     * @param nodes in the order in which they stand where nothing else decides
     * @param edges pairs of nodes, the earlier first; those that would close a circle are turned round, and those from a node to
     *     itself left out
     */
    Layers(List<String> nodes, List<LayeredLayout.Edge> edges) {
        List<LayeredLayout.Edge> forward = acyclic(nodes, edges);
        this.layerOf = layers(nodes, forward);
        int count = layerOf.values().stream().mapToInt(layer -> layer + 1).max().orElse(0);
        IntStream.range(0, count).forEach(layer -> layers.add(new ArrayList<>()));
        Map<String, Place> places = new HashMap<>();
        for (String node : nodes) {
            Place place = new Place(node, layer(node), false);
            places.put(node, place);
            layers.get(place.layer()).add(place);
        }
        for (int i = 0; i < forward.size(); i++) {
            LayeredLayout.Edge edge = forward.get(i);
            if (!edge.from().equals(edge.to())) {
                List<Place> way = new ArrayList<>(List.of(Objects.requireNonNull(places.get(edge.from()))));
                for (int layer = layer(edge.from()) + 1; layer < layer(edge.to()); layer++) {
                    Place bend = new Place(edge.from() + " " + edge.to() + " " + i, layer, true);
                    layers.get(layer).add(bend);
                    way.add(bend);
                }
                way.add(Objects.requireNonNull(places.get(edge.to())));
                ways.add(new Way(i, way));
            }
        }
        order();
    }

    List<List<Place>> all() {
        return layers;
    }

    /** From the earlier layer to the later one, whichever end the edge begins at. */
    List<Way> ways() {
        return ways;
    }

    /** The places that edges lead to from here, in the layer before or after. */
    List<Place> neighbours(Place place, boolean before) {
        List<Place> neighbours = new ArrayList<>();
        for (Way way : ways) {
            int at = way.places().indexOf(place);
            int other = before ? at - 1 : at + 1;
            if (at >= 0 && other >= 0 && other < way.places().size()) {
                neighbours.add(way.places().get(other));
            }
        }
        return neighbours;
    }

    private int layer(String node) {
        return Objects.requireNonNull(layerOf.get(node));
    }

    private static List<LayeredLayout.Edge> acyclic(List<String> nodes, List<LayeredLayout.Edge> edges) {
        List<LayeredLayout.Edge> result = new ArrayList<>(edges);
        Set<String> done = new HashSet<>();
        nodes.forEach(node -> turnBack(node, result, new HashSet<>(), done));
        return result;
    }

    private static void turnBack(String node, List<LayeredLayout.Edge> edges, Set<String> above, Set<String> done) {
        if (!done.add(node)) {
            return;
        }
        above.add(node);
        for (int i = 0; i < edges.size(); i++) {
            LayeredLayout.Edge edge = edges.get(i);
            if (!edge.from().equals(node) || edge.to().equals(node)) {
                continue;
            }
            if (above.contains(edge.to())) {
                edges.set(i, new LayeredLayout.Edge(edge.to(), edge.from()));
            } else {
                turnBack(edge.to(), edges, above, done);
            }
        }
        above.remove(node);
    }

    /** The longest way to each node; then what nothing leads to comes as near as it can to what it leads to. */
    private static Map<String, Integer> layers(List<String> nodes, List<LayeredLayout.Edge> edges) {
        Map<String, Integer> layers = new LinkedHashMap<>();
        nodes.forEach(node -> layers.put(node, 0));
        for (int round = 0; round < nodes.size(); round++) {
            for (LayeredLayout.Edge edge : edges) {
                if (!edge.from().equals(edge.to())) {
                    int after = Objects.requireNonNull(layers.get(edge.from())) + 1;
                    layers.merge(edge.to(), after, Math::max);
                }
            }
        }
        for (String node : nodes) {
            boolean first = edges.stream()
                    .noneMatch(edge -> edge.to().equals(node) && !edge.from().equals(node));
            if (first) {
                edges.stream()
                        .filter(edge -> edge.from().equals(node) && !edge.to().equals(node))
                        .mapToInt(edge -> Objects.requireNonNull(layers.get(edge.to())) - 1)
                        .min()
                        .ifPresent(layer -> layers.put(node, layer));
            }
        }
        return layers;
    }

    /** Orders the layers so that few edges cross: by the middle of what each place is joined to, back and forth. */
    private void order() {
        List<List<Place>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                sort(layers.get(forward ? i : layers.size() - 1 - i), forward);
            }
            int crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy();
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, best.get(i));
        }
    }

    private List<List<Place>> copy() {
        List<List<Place>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    private void sort(List<Place> layer, boolean before) {
        Map<Place, Double> middles = new HashMap<>();
        for (Place place : layer) {
            List<Place> neighbours = neighbours(place, before);
            double own = layer.indexOf(place);
            middles.put(
                    place, neighbours.stream().mapToInt(this::rank).average().orElse(own));
        }
        layer.sort(Comparator.comparing(middles::get));
    }

    private int rank(Place place) {
        return layers.get(place.layer()).indexOf(place);
    }

    private int crossings() {
        List<int[]> segments = new ArrayList<>();
        for (Way way : ways) {
            for (int i = 0; i + 1 < way.places().size(); i++) {
                Place from = way.places().get(i);
                segments.add(
                        new int[] {from.layer(), rank(from), rank(way.places().get(i + 1))});
            }
        }
        int crossings = 0;
        for (int i = 0; i < segments.size(); i++) {
            for (int j = i + 1; j < segments.size(); j++) {
                int[] one = segments.get(i);
                int[] other = segments.get(j);
                boolean cross = one[0] == other[0] && (one[1] - other[1]) * (one[2] - other[2]) < 0;
                crossings += cross ? 1 : 0;
            }
        }
        return crossings;
    }
}
