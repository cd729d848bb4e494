package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;

/** The queries that the keys of an entity serve, as a table. */
final class AccessSection {
    private final Entity entity;
    private final List<AccessPattern> patterns;

    AccessSection(Entity entity) {
        this.entity = entity;
        this.patterns = new AccessPatterns(entity).all();
    }

    /** What is found by what: {@code order by status}. */
    static String question(Entity entity, AccessPattern pattern) {
        List<String> known = new ArrayList<>();
        pattern.equal().forEach(column -> known.add(column.name()));
        AccessPattern.Range range = pattern.range();
        if (range != null && !pattern.served()) {
            known.add(rangeText(range));
        }
        return known.isEmpty() ? "all of " + entity.name() : entity.name() + " by " + String.join(", ", known);
    }

    /** What is sent: {@code Query of gsi2 (by_status)}. */
    static String request(AccessPattern pattern) {
        AccessPattern.Request request = pattern.request();
        if (request.queries() == 0) {
            return "GetItem";
        }
        String queries = request.queries() == 1 ? "Query" : request.queries() + " Queries, one a shard,";
        String of = request.of().map(AccessSection::indexText).orElse("the table");
        return queries + " of " + of + (request.fetch() ? ", then BatchGetItem of what it lacks" : "");
    }

    /** The index's name, and what the mapping calls it where that differs. */
    static String indexText(EntityIndex index) {
        String purpose = index.listing() ? "list" : index.purpose();
        return index.name() + (purpose.equals(index.name()) ? "" : " (" + purpose + ")");
    }

    /** What it serves besides: ranges and orders. */
    static String also(AccessPattern pattern) {
        List<String> also = new ArrayList<>();
        AccessPattern.Range range = pattern.range();
        if (range != null && pattern.served()) {
            also.add(rangeText(range));
        }
        if (!pattern.order().isEmpty()) {
            also.add("in order of " + pattern.order().stream().map(Column::name).collect(Collectors.joining(", ")));
        }
        return String.join("; ", also);
    }

    private static String rangeText(AccessPattern.Range range) {
        return "range of " + range.column().name() + (range.closed() ? ", with both ends" : "");
    }

    void write(Html html, String colour) {
        html.start("div", "class", "scroll");
        html.start("table", "class", "access " + colour);
        html.start("thead").start("tr");
        List.of("Find", "By", "Also", "Only where").forEach(head -> html.element("th", head, "scope", "col"));
        html.end().end().line().start("tbody");
        for (AccessPattern pattern : patterns) {
            html.start("tr");
            html.start("td").element("strong", question(entity, pattern)).end();
            html.element("td", request(pattern));
            html.element("td", also(pattern));
            html.element("td", String.join(" and ", pattern.needs()));
            html.end().line();
        }
        html.start("tr", "class", "rest");
        html.element("td", "anything else");
        html.element("td", rest());
        html.element("td", "").element("td", "");
        html.end().end().end().end().line();
        for (EntityIndex index : entity.indexes()) {
            if (index.stale()) {
                html.element(
                        "p", indexText(index) + " is never read: the mapping says that it is stale.", "class", "note");
            }
        }
    }

    private String rest() {
        return AccessPatterns.listsAll(patterns)
                ? "all of " + entity.name() + ", and each row is checked"
                : "Scan of the whole table";
    }
}
