package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;

/** Explains how the rows of one table are found. */
final class ReadText {
    private final ExplainSettings settings;

    ReadText(ExplainSettings settings) {
        this.settings = settings;
    }

    /** @param names of the frame's slots */
    ExplainNode node(Rel.Read read, Map<Integer, String> names) {
        Access access = read.access();
        return access instanceof Access.Union union
                ? union(read, union, names)
                : node(read, names, operator(access), requests(access));
    }

    private ExplainNode union(Rel.Read read, Access.Union union, Map<Integer, String> names) {
        ExprText text = new ExprText(names, settings.showsValues());
        ExplainNode.Builder node = new ExplainNode.Builder("Union of ways")
                .on(on(read.source(), union))
                .detail("rows", "each once, told apart by the primary key")
                .detail("in key order", order(read, text));
        union.ways().forEach(way -> node.input(node(read.by(way), names)));
        return node.build();
    }

    /** The reading of what rows of a join's first input hold. */
    ExplainNode lookup(Rel.Read read, Map<Integer, String> names) {
        return read.access() instanceof Access.ByKeys
                ? node(read, names, "BatchGetItem", "one for 100 distinct keys of the first input's rows")
                : node(
                        read,
                        names,
                        "Query",
                        "one Query for each distinct key of the first input's rows, several at a time");
    }

    private ExplainNode node(Rel.Read read, Map<Integer, String> names, String operator, String requests) {
        ExprText text = new ExprText(names, settings.showsValues());
        Source source = read.source();
        Access access = read.access();
        ExplainNode.Builder node = new ExplainNode.Builder(operator).on(on(source, access));
        new AccessText(text, column -> text.of(source.value(column))).keys(access, node);
        node.detail("requests", requests);
        details(access, node, text);
        if (access instanceof Access.ByQuery
                || access instanceof Access.ByCollection
                || access instanceof Access.Scan) {
            pushed(read, node, text);
        }
        node.detail("checked again", text.all(read.residual()));
        node.detail("in key order", order(read, text));
        if (!(access instanceof Access.Nothing)) {
            node.detail("consistency", consistency(access));
        }
        return node.estimate(read.estimate()).build();
    }

    private static String operator(Access access) {
        if (access instanceof Access.ByKey) {
            return "GetItem";
        } else if (access instanceof Access.ByKeys byKeys) {
            return byKeys.keys().isSingle() ? "GetItem" : "BatchGetItem";
        } else if (access instanceof Access.ByQuery || access instanceof Access.ByCollection) {
            return "Query";
        }
        return access instanceof Access.Scan ? "Scan" : "No request";
    }

    private static String on(Source source, Access access) {
        String name = source.entity().name();
        String table = source.name().equals(name) ? name : name + " AS " + source.name();
        if (access instanceof Access.ByQuery query && query.index() != null) {
            EntityIndex index = query.index();
            String kind = index.schema().local() ? "local index " : "global index ";
            String purpose = index.listing()
                    ? " (list)"
                    : index.purpose().equals(index.name()) ? "" : " (" + index.purpose() + ")";
            return table + ", " + kind + index.name() + purpose;
        }
        return table;
    }

    private void details(Access access, ExplainNode.Builder node, ExprText text) {
        if (access instanceof Access.Nothing) {
            node.detail("because", "the condition cannot be true");
        } else if (access instanceof Access.ByQuery query) {
            node.detail(
                    "fetch",
                    query.fetch() ? "the items, from the table by BatchGetItem: the index lacks attributes" : "");
        } else if (access instanceof Access.ByCollection collection) {
            node.detail(
                    "item collection", "number " + (collection.collection() + 1) + ", one Query for all its tables");
        } else if (access instanceof Access.Scan scan) {
            BoundExpr.Segment segment = scan.segment();
            node.detail("segment", segment == null ? "" : text.of(segment.index()) + " of " + text.of(segment.count()));
            node.detail(
                    "policy",
                    scan.allowed() ? "runs: the hint SCAN" : settings.scans().text());
            node.detail("advice", scan.advice());
        }
    }

    private static String requests(Access access) {
        if (access instanceof Access.ByQuery query) {
            return requests(query);
        }
        return access instanceof Access.ByKeys byKeys && !byKeys.keys().isSingle()
                ? "one for 100 keys, each key once"
                : "";
    }

    private static String requests(Access.ByQuery query) {
        int shards = query.hashTemplates().size();
        String ofShards = shards == 1 ? "" : "one Query for each of " + shards + " shards";
        if (query.known().isSingle()) {
            return shards == 1 ? "" : ofShards + ", several at a time";
        }
        String ofValues = "one Query for each combination of values";
        return (shards == 1 ? ofValues : ofShards + " and combination of values") + ", several at a time";
    }

    private static void pushed(Rel.Read read, ExplainNode.Builder node, ExprText text) {
        Set<Column> settled = AccessText.settled(read.access());
        List<BoundExpr> open = read.residual().stream()
                .filter(conjunct -> !isSettled(conjunct, settled))
                .toList();
        node.detail(
                "pushed down where DynamoDB can decide it",
                text.all(of(Pushable.EXACT, open, read.source().entity())));
        node.detail(
                "pushed down as a looser condition",
                text.all(of(Pushable.LOOSE, open, read.source().entity())));
    }

    private static List<BoundExpr> of(Pushable degree, List<BoundExpr> conjuncts, Entity entity) {
        return conjuncts.stream()
                .filter(conjunct -> Pushable.of(conjunct, entity) == degree)
                .toList();
    }

    /** Whether the key condition says it already. */
    private static boolean isSettled(BoundExpr conjunct, Set<Column> settled) {
        return conjunct instanceof BoundExpr.Comparison comparison
                && (isOneOf(comparison.left(), settled) || isOneOf(comparison.right(), settled));
    }

    private static boolean isOneOf(BoundExpr expr, Set<Column> columns) {
        return expr instanceof BoundExpr.ColumnValue value && columns.contains(value.column());
    }

    private static String order(Rel.Read read, ExprText text) {
        String keys = read.order().stream().map(text::key).collect(Collectors.joining(", "));
        boolean isBackwards = !keys.isEmpty() && read.access() instanceof Access.ByQuery query && query.descending();
        return keys + (isBackwards ? " (read backwards)" : "");
    }

    private String consistency(Access access) {
        if (access instanceof Access.ByQuery query && query.isGlobal()) {
            return "eventually consistent (global index: may miss rows just written)";
        }
        return consistency();
    }

    String consistency() {
        return settings.consistentRead() ? "consistent" : "eventually consistent (consistentRead=false)";
    }

    ExplainNode items(Rel.Items items, Map<Integer, String> names, String hashName, String sortName) {
        ExprText text = new ExprText(names, settings.showsValues());
        BoundExpr partition = items.partition();
        BoundExpr sort = items.sort();
        String operator = partition == null ? "Scan" : sort == null && !sortName.isEmpty() ? "Query" : "GetItem";
        ExplainNode.Builder node = new ExplainNode.Builder(operator).on("_items, the items as they are");
        node.detail("partition key", partition == null ? "" : hashName + " = " + text.of(partition));
        node.detail("sort key", sort == null ? "" : sortName + " = " + text.of(sort));
        if (partition == null) {
            BoundExpr.Segment segment = items.segment();
            node.detail("segment", segment == null ? "" : text.of(segment.index()) + " of " + text.of(segment.count()));
            node.detail(
                    "policy",
                    items.scanAllowed()
                            ? "runs: the hint SCAN"
                            : settings.scans().text());
            node.detail("advice", "give " + hashName + " in WHERE with =");
        }
        return node.detail("checked again", text.all(items.residual()))
                .detail("consistency", consistency())
                .estimate(items.estimate())
                .build();
    }
}
