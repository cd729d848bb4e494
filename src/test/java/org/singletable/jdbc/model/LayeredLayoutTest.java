package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.model.LayeredLayout.Box;
import org.singletable.jdbc.model.LayeredLayout.Edge;
import org.singletable.jdbc.model.LayeredLayout.Node;

class LayeredLayoutTest {
    @Test
    void whatRefersStandsRightOfWhatItRefersTo() {
        LayeredLayout layout = new LayeredLayout(nodes("a", "b", "c"), List.of(new Edge("a", "b"), new Edge("b", "c")));
        assertThat(right(layout.box("a"))).isLessThan(layout.box("b").x());
        assertThat(right(layout.box("b"))).isLessThan(layout.box("c").x());
    }

    @Test
    void anEdgePastALayerBendsThere() {
        List<Edge> edges = List.of(new Edge("a", "b"), new Edge("b", "c"), new Edge("a", "c"));
        LayeredLayout layout = new LayeredLayout(nodes("a", "b", "c"), edges);
        assertThat(layout.bends(0)).isEmpty();
        assertThat(layout.bends(1)).isEmpty();
        assertThat(layout.bends(2)).hasSize(1);
        assertThat(layout.bends(2).get(0).x()).isEqualTo(layout.box("b").x());
    }

    @Test
    void whatNothingLeadsToStandsNearWhatItLeadsTo() {
        List<Edge> edges = List.of(new Edge("a", "b"), new Edge("b", "c"), new Edge("d", "c"));
        LayeredLayout layout = new LayeredLayout(nodes("a", "b", "c", "d"), edges);
        assertThat(layout.box("d").x()).isEqualTo(layout.box("b").x());
        assertThat(layout.bends(2)).isEmpty();
    }

    @Test
    void circlesAndLoopsAreLaidOutToo() {
        List<Edge> edges = List.of(
                new Edge("a", "b"), new Edge("b", "a"), new Edge("b", "c"), new Edge("c", "a"), new Edge("c", "c"));
        assertSound(nodes("a", "b", "c"), edges, "a circle");
    }

    @Test
    void whatIsNotJoinedIsPutOnShelves() {
        LayeredLayout layout = new LayeredLayout(nodes("a", "b", "c", "d", "e", "f", "g", "h"), List.of());
        assertThat(layout.box("a").y()).isEqualTo(layout.box("b").y());
        assertThat(layout.box("h").y()).isGreaterThan(layout.box("a").y());
        assertThat(layout.width()).isLessThanOrEqualTo(1100);
    }

    @Test
    void noBoxOverlapsAnotherWhateverTheGraph() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Node> nodes = new ArrayList<>();
            int count = 2 + random.nextInt(19);
            for (int i = 0; i < count; i++) {
                nodes.add(new Node("n" + i, 150 + random.nextInt(120), 50 + random.nextInt(200)));
            }
            List<Edge> edges = new ArrayList<>();
            int lines = random.nextInt(2 * count);
            for (int i = 0; i < lines; i++) {
                edges.add(new Edge("n" + random.nextInt(count), "n" + random.nextInt(count)));
            }
            assertSound(nodes, edges, "seed " + seed);
        }
    }

    private static void assertSound(List<Node> nodes, List<Edge> edges, String description) {
        LayeredLayout layout = new LayeredLayout(nodes, edges);
        LayeredLayout again = new LayeredLayout(nodes, edges);
        List<Box> boxes = new ArrayList<>();
        for (Node node : nodes) {
            Box box = layout.box(node.name());
            assertThat(again.box(node.name())).as(description).isEqualTo(box);
            assertThat(box.x()).as(description).isBetween(0.0, layout.width() - box.width());
            assertThat(box.y()).as(description).isBetween(0.0, layout.height() - box.height() + 0.001);
            boxes.add(box);
        }
        for (int i = 0; i < edges.size(); i++) {
            boxes.addAll(layout.bends(i));
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                assertThat(overlap(boxes.get(i), boxes.get(j)))
                        .as("%s: %s and %s", description, boxes.get(i), boxes.get(j))
                        .isFalse();
            }
        }
    }

    private static boolean overlap(Box one, Box other) {
        return one.x() < right(other)
                && other.x() < right(one)
                && one.y() + 0.001 < other.y() + other.height()
                && other.y() + 0.001 < one.y() + one.height();
    }

    private static double right(Box box) {
        return box.x() + box.width();
    }

    private static List<Node> nodes(String... names) {
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(new Node(name, 160, 100));
        }
        return nodes;
    }
}
