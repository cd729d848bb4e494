package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.singletable.jdbc.model.InferredTemplate.Piece;
import org.singletable.jdbc.model.InferredTemplate.Ref;

/** Finds items that are no rows of their own but keep a value of another entity unique, or are a library's bookkeeping. */
final class Housekeeping {
    private static final double ENOUGH = 0.9;
    private static final int FEW = 2;

    private final List<InferredEntity> entities;

    Housekeeping(List<InferredEntity> entities) {
        this.entities = entities;
    }

    /** The entities that are entities; unique constraints are noted at those whose values they keep. */
    List<InferredEntity> entitiesWithout(List<ObjectNode> ignored, List<String> remarks) {
        List<InferredEntity> left = new ArrayList<>();
        for (InferredEntity entity : entities) {
            boolean onlyKeys =
                    entity.columns.stream().allMatch(column -> column.type().keyOnly());
            if (onlyKeys && entity.columns.size() == 1 && keepsUnique(entity, remarks)) {
                continue;
            }
            if (entity.groupName().startsWith("_") && entity.items().size() <= FEW) {
                ignored.add(ignoring(entity));
                remarks.add(entity.name() + ": its " + entity.items().size()
                        + " items are taken for a library's bookkeeping and ignored");
                continue;
            }
            left.add(entity);
        }
        return left;
    }

    private boolean keepsUnique(InferredEntity sentinel, List<String> remarks) {
        InferredColumn kept = sentinel.columns.get(0);
        Set<String> values = texts(sentinel, kept);
        for (InferredEntity owner : entities) {
            for (InferredColumn column : owner == sentinel ? List.<InferredColumn>of() : owner.columns) {
                Set<String> owned = texts(owner, column);
                boolean once = owned.size() == owner.items().size();
                Set<String> common = new HashSet<>(values);
                common.retainAll(owned);
                if (once && common.size() >= ENOUGH * values.size() && common.size() >= ENOUGH * owned.size()) {
                    owner.unique.add(constraint(sentinel, kept, column));
                    remarks.add(owner.name() + "." + column.name() + " is taken for unique: the items of "
                            + sentinel.groupName() + " have its values in their keys");
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> texts(InferredEntity entity, InferredColumn column) {
        return entity.items().stream()
                .flatMap(item -> column.value(item).filter(JsonNode::isTextual).map(JsonNode::textValue).stream())
                .collect(Collectors.toSet());
    }

    private static ObjectNode constraint(InferredEntity sentinel, InferredColumn kept, InferredColumn column) {
        ObjectNode constraint = JsonNodeFactory.instance.objectNode();
        constraint.withArray("columns").add(column.name());
        ObjectNode item = constraint.putObject("item");
        sentinel.templates.forEach((attribute, template) -> {
            List<Piece> pieces = new ArrayList<>();
            for (Piece piece : template.pieces()) {
                pieces.add(piece instanceof Ref ref && ref.column() == kept ? new Ref(column, ref.form()) : piece);
            }
            item.put(attribute, new InferredTemplate(pieces).source());
        });
        return constraint;
    }

    private static ObjectNode ignoring(InferredEntity entity) {
        ObjectNode ignored = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(entity.templates.entrySet().iterator().next())
                .ifPresent(first -> ignored.put(first.getKey(), first.getValue().source()));
        return ignored;
    }
}
