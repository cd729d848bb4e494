package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.model.LayeredLayout.Box;
import org.singletable.jdbc.model.LayeredLayout.Edge;
import org.singletable.jdbc.model.LayeredLayout.Point;

/** The entity-relationship diagram: an SVG of boxes, and of lines with crow's feet where many rows are. */
final class Diagram {
    private static final int MARGIN = 12;

    /** Lines leave boxes straight as far as their marks reach. */
    private static final int STUB = 22;

    private static final int FOOT = 11;
    private static final double HALF_FOOT = 6;
    private static final double HALF_BAR = 4.5;

    /** Between the middle of a line of a box and where lines of two kinds end there. */
    private static final double APART = 5;

    private static final int CIRCLE_RADIUS = 3;
    private static final int LOOP = 30;

    private final Catalog catalog;
    private final List<Relation> relations;
    private final Map<String, DiagramBox> boxes = new LinkedHashMap<>();
    private final LayeredLayout layout;

    Diagram(Catalog catalog) {
        this.catalog = catalog;
        this.relations = Relation.all(catalog);
        catalog.entities().forEach(entity -> boxes.put(entity.name(), new DiagramBox(entity)));
        this.layout = new LayeredLayout(
                boxes.values().stream().map(DiagramBox::node).toList(),
                relations.stream()
                        .map(relation -> new Edge(
                                relation.parent().name(), relation.child().name()))
                        .toList());
    }

    void write(Html html) {
        boolean loops =
                relations.stream().anyMatch(relation -> relation.parent().equals(relation.child()));
        double width = layout.width() + 2 * MARGIN + (loops ? LOOP + STUB : 0);
        double height = layout.height() + 2 * MARGIN;
        html.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "diagram",
                "role",
                "img",
                "aria-label",
                "Entities and their relations",
                "width",
                number(width),
                "height",
                number(height),
                "viewBox",
                "%d %d %s %s".formatted(-MARGIN, -MARGIN, number(width), number(height)));
        html.line();
        for (int i = 0; i < relations.size(); i++) {
            line(html, relations.get(i), layout.bends(i));
        }
        for (int i = 0; i < catalog.entities().size(); i++) {
            box(html, catalog.entities().get(i), Palette.className(i));
        }
        html.end().line();
    }

    private void box(Html html, Entity entity, String colour) {
        DiagramBox box = drawn(entity);
        Box at = layout.box(entity.name());
        html.start(
                "g",
                "class",
                "box " + colour,
                "transform",
                "translate(%s %s)".formatted(number(at.x()), number(at.y())));
        html.element("title", entity.name() + (entity.remarks() == null ? "" : ": " + entity.remarks()));
        html.empty("rect", "class", "body", "width", number(at.width()), "height", number(at.height()), "rx", "5");
        html.empty(
                "path",
                "class",
                "head",
                "d",
                "M0 %1$d V5 Q0 0 5 0 H%2$s Q%3$s 0 %3$s 5 V%1$d Z"
                        .formatted(DiagramBox.HEADER, number(at.width() - 5), number(at.width())));
        html.element("text", box.title(), "class", "name", "x", String.valueOf(DiagramBox.PADDING), "y", "19");
        double baseline = DiagramBox.HEADER + DiagramBox.ROW - 4.5;
        for (DiagramBox.Line line : box.lines()) {
            String y = number(baseline);
            html.element("text", line.marks(), "class", "marks", "x", String.valueOf(DiagramBox.PADDING), "y", y);
            html.element("text", line.name(), "x", String.valueOf(DiagramBox.PADDING + DiagramBox.MARKS), "y", y);
            html.element("text", line.type(), "class", "type", "x", number(at.width() - DiagramBox.PADDING), "y", y);
            baseline += DiagramBox.ROW;
        }
        html.end().line();
    }

    private DiagramBox drawn(Entity entity) {
        return Objects.requireNonNull(boxes.get(entity.name()));
    }

    private void line(Html html, Relation relation, List<Box> bends) {
        html.start("g", "class", relation.sharesCollection() ? "line" : "line other");
        html.element("title", relation.toString());
        Box child = layout.box(relation.child().name());
        Box parent = layout.box(relation.parent().name());
        boolean loop = relation.child().equals(relation.parent());
        boolean childRight = loop || parent.x() < child.x();
        double childY = child.y()
                + drawn(relation.child()).middleOf(relation.key().columns().get(0));
        double parentY = parent.y()
                + drawn(relation.parent()).middleOf(relation.key().key().get(0))
                + apart(relation);
        // Away from the box: to the left of a child that is on the right.
        int childSide = loop || !childRight ? 1 : -1;
        int parentSide = loop ? 1 : -childSide;
        Point childEnd = new Point(childSide > 0 ? child.x() + child.width() : child.x(), childY);
        Point parentEnd = new Point(parentSide > 0 ? parent.x() + parent.width() : parent.x(), parentY);
        html.empty("path", "class", "way", "d", loop ? loop(childEnd, parentEnd) : way(childEnd, parentEnd, bends));
        childMark(html, relation, childEnd, childSide);
        parentMark(html, relation, parentEnd, parentSide);
        html.end().line();
    }

    /** Lines with other marks end beside each other, so that the marks can be told apart. */
    private double apart(Relation relation) {
        boolean mixed = relations.stream()
                .anyMatch(other -> other.parent().equals(relation.parent())
                        && other.key().key().get(0).equals(relation.key().key().get(0))
                        && other.isOptional() != relation.isOptional());
        return mixed ? (relation.isOptional() ? APART : -APART) : 0;
    }

    private static String loop(Point from, Point to) {
        return "M%s H%s C%s %s %s %s %s %s H%s"
                .formatted(
                        point(from),
                        number(from.x() + STUB),
                        number(from.x() + STUB + LOOP),
                        number(from.y()),
                        number(to.x() + STUB + LOOP),
                        number(to.y()),
                        number(to.x() + STUB),
                        number(to.y()),
                        number(to.x()));
    }

    /** From the left end to the right one, straight past the boxes of the layers between, in curves from layer to layer. */
    private static String way(Point one, Point other, List<Box> bends) {
        Point left = one.x() < other.x() ? one : other;
        Point right = left == one ? other : one;
        List<Point> points = new ArrayList<>();
        points.add(new Point(left.x() + STUB, left.y()));
        for (Box bend : bends) {
            double middle = bend.y() + bend.height() / 2;
            points.add(new Point(bend.x(), middle));
            points.add(new Point(bend.x() + bend.width(), middle));
        }
        points.add(new Point(right.x() - STUB, right.y()));
        StringBuilder path = new StringBuilder("M" + point(left) + " L" + point(points.get(0)));
        for (int i = 0; i + 1 < points.size(); i += 2) {
            Point from = points.get(i);
            Point to = points.get(i + 1);
            double half = (to.x() - from.x()) / 2;
            path.append(" C%s %s %s %s %s"
                    .formatted(
                            number(from.x() + half),
                            number(from.y()),
                            number(to.x() - half),
                            number(to.y()),
                            point(to)));
            path.append(" L").append(point(i + 2 < points.size() ? points.get(i + 2) : right));
        }
        return path.toString();
    }

    /** None to many rows of the child belong to one of the parent: a crow's foot; or none and one, a bar. */
    private static void childMark(Html html, Relation relation, Point end, int side) {
        double foot = end.x() + side * FOOT;
        if (relation.isOneToOne()) {
            bar(html, foot - side * 3, end.y());
        } else {
            html.empty(
                    "path",
                    "d",
                    "M%1$s %2$s L%3$s %4$s L%1$s %5$s"
                            .formatted(
                                    number(end.x()),
                                    number(end.y() - HALF_FOOT),
                                    number(foot),
                                    number(end.y()),
                                    number(end.y() + HALF_FOOT)));
        }
        circle(html, foot + side * CIRCLE_RADIUS, end.y());
    }

    /** A row of the child has one of the parent: a bar; or perhaps none. */
    private static void parentMark(Html html, Relation relation, Point end, int side) {
        double bar = end.x() + side * (FOOT - 3.0);
        bar(html, bar, end.y());
        if (relation.isOptional()) {
            circle(html, end.x() + side * (FOOT + CIRCLE_RADIUS), end.y());
        } else {
            bar(html, bar + side * 4, end.y());
        }
    }

    private static void bar(Html html, double x, double y) {
        html.empty("path", "d", "M%1$s %2$s V%3$s".formatted(number(x), number(y - HALF_BAR), number(y + HALF_BAR)));
    }

    private static void circle(Html html, double x, double y) {
        html.empty("circle", "cx", number(x), "cy", number(y), "r", String.valueOf(CIRCLE_RADIUS));
    }

    private static String point(Point point) {
        return number(point.x()) + " " + number(point.y());
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
