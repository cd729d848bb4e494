package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Format;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.plan.KeyChoices.One;
import org.singletable.jdbc.type.SqlType;

/**
 * Lets several reads of one partition share a Query. They do so only where together they want all that the partition can
 * hold: else the Query would read items that nobody asked for, and requests sent together are better.
 */
final class CollectionReads {
    private final Catalog catalog;
    private final Map<Rel.Read, Rel.Read> shared = new HashMap<>();

    private CollectionReads(Catalog catalog) {
        this.catalog = catalog;
    }

    static Rel share(Rel rel, Catalog catalog) {
        if (rel instanceof Rel.Read) {
            return rel;
        }
        CollectionReads collections = new CollectionReads(catalog);
        collections.find(rel);
        return collections.shared.isEmpty() ? rel : collections.replaced(rel);
    }

    private void find(Rel rel) {
        Map<List<KeyPiece>, List<Rel.Read>> partitions = new LinkedHashMap<>();
        reads(rel)
                .forEach(read -> partition(read)
                        .ifPresent(partition -> partitions
                                .computeIfAbsent(partition, any -> new ArrayList<>())
                                .add(read)));
        int collection = 0;
        for (List<Rel.Read> together : partitions.values()) {
            if (together.size() > 1 && isWhole(together)) {
                share(together, collection++);
            }
        }
    }

    private void share(List<Rel.Read> together, int collection) {
        Estimate estimate = Estimates.partition();
        Map<Entity, Set<Column>> wanted = new LinkedHashMap<>();
        together.forEach(read -> wanted.put(read.source().entity(), read.wanted()));
        for (Rel.Read read : together) {
            Access.ByCollection access = new Access.ByCollection(
                    read.source().entity(), collection, known(read.access()).orElseThrow(), wanted);
            shared.put(
                    read,
                    new Rel.Read(
                            read.source(),
                            read.width(),
                            access,
                            read.residual(),
                            read.wanted(),
                            read.order(),
                            estimate));
            estimate = new Estimate(0, 0, false);
        }
    }

    /** The reads that do not depend on rows of others. */
    private static List<Rel.Read> reads(Rel rel) {
        if (rel instanceof Rel.Read read) {
            return List.of(read);
        } else if (rel instanceof Rel.HashJoin join) {
            List<Rel.Read> reads = new ArrayList<>(reads(join.left()));
            reads.addAll(reads(join.right()));
            return reads;
        } else if (rel instanceof Rel.LookupJoin join) {
            return reads(join.left());
        }
        return rel instanceof Rel.Filter filter ? reads(filter.input()) : List.of();
    }

    /** A piece of a hash key's text: literal text, or a value in a format. */
    private sealed interface KeyPiece {}

    private record LiteralPiece(String text) implements KeyPiece {}

    private record ValuePiece(SqlType type, List<Format> formats, BoundExpr value) implements KeyPiece {}

    /** What makes the hash key of a read that wants all the entity's rows in one partition; empty for others. */
    private static Optional<List<KeyPiece>> partition(Rel.Read read) {
        return known(read.access())
                .filter(known -> read.order().isEmpty())
                .flatMap(known -> pieces(read.source().entity().partitionKey().template(), known));
    }

    private static Optional<List<KeyPiece>> pieces(Template hash, Map<Column, BoundExpr> known) {
        List<KeyPiece> pieces = new ArrayList<>();
        for (TemplatePart part : hash.parts()) {
            if (part instanceof TemplatePart.Text text) {
                pieces.add(new LiteralPiece(text.text()));
            } else if (part instanceof TemplatePart.ColumnPart column) {
                BoundExpr value = known.get(column.column());
                if (value == null) {
                    return Optional.empty();
                }
                pieces.add(new ValuePiece(column.column().type(), column.formats(), value));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(pieces);
    }

    /** The hash key's values, where nothing else restricts the read. */
    private static Optional<Map<Column, BoundExpr>> known(Access access) {
        KeyChoices choices = null;
        if (access instanceof Access.ByKeys byKeys) {
            choices = byKeys.keys();
        } else if (access instanceof Access.ByQuery query && query.index() == null && query.range() == null) {
            choices = query.known();
        }
        Set<Column> hashColumns =
                Set.copyOf(access.entity().partitionKey().template().columns());
        if (choices == null || !choices.isSingle() || !choices.columns().equals(hashColumns)) {
            return Optional.empty();
        }
        Map<Column, BoundExpr> known = new LinkedHashMap<>();
        choices.alternatives().get(0).forEach((column, choice) -> known.put(column, ((One) choice).value()));
        return Optional.of(known);
    }

    /** Whether the reads are of different entities, and no other entity has items in such a partition. */
    private boolean isWhole(List<Rel.Read> reads) {
        Set<Entity> entities = new LinkedHashSet<>();
        reads.forEach(read -> entities.add(read.source().entity()));
        if (entities.size() < reads.size() || new HashSet<>(reads).size() < reads.size()) {
            return false;
        }
        String text = leadingText(reads.get(0).source().entity());
        return catalog.entities().stream()
                .filter(entity -> !entities.contains(entity))
                .map(CollectionReads::leadingText)
                .noneMatch(other -> other.startsWith(text) || text.startsWith(other));
    }

    private static String leadingText(Entity entity) {
        StringBuilder text = new StringBuilder();
        for (TemplatePart part : entity.partitionKey().template().parts()) {
            if (!(part instanceof TemplatePart.Text literal)) {
                break;
            }
            text.append(literal.text());
        }
        return text.toString();
    }

    private Rel replaced(Rel rel) {
        if (rel instanceof Rel.Read read) {
            return shared.getOrDefault(read, read);
        } else if (rel instanceof Rel.HashJoin join) {
            Rel left = replaced(join.left());
            Rel right = replaced(join.right());
            return new Rel.HashJoin(
                    left,
                    right,
                    join.outer(),
                    join.leftKeys(),
                    join.rightKeys(),
                    join.condition(),
                    left.estimate().plus(right.estimate()));
        } else if (rel instanceof Rel.LookupJoin join) {
            return new Rel.LookupJoin(replaced(join.left()), join.right(), join.outer(), join.condition());
        } else if (rel instanceof Rel.Filter filter) {
            return new Rel.Filter(replaced(filter.input()), filter.conjuncts());
        }
        return rel;
    }
}
