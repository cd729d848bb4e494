package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;
import org.singletable.jdbc.type.SqlTypes;

/** Rewrites entities of the short form into the long form: the layout table of docs/mapping.md. */
final class ShortForm {
    static final String HASH_KEY = "pk";
    static final String RANGE_KEY = "sk";
    static final String DISCRIMINATOR = "_type";
    static final String LIST_INDEX = "gsi1";
    static final int MAX_SHARDS = 1000;

    private final Problems problems;
    private final Map<String, EntityDeclaration> declared = new LinkedHashMap<>();
    private final Map<String, Optional<Rewritten>> rewritten = new LinkedHashMap<>();
    private final Set<String> inProgress = new LinkedHashSet<>();

    private final Set<String> unsound;

    /** @param unsound gets the names of entities in which problems were found */
    ShortForm(List<EntityDeclaration> entities, Set<String> unsound, Problems problems) {
        this.problems = problems;
        this.unsound = unsound;
        entities.forEach(entity -> declared.put(entity.name(), entity));
    }

    /**
     * An entity in the long form.
     *
     * @param root the name at the top of its chain of parents
     * @param rootKeys how many of the key columns are the root's
     * @param key the columns of the primary key
     */
    private record Rewritten(EntityDeclaration entity, String root, int rootKeys, List<String> key) {}

    static String indexName(int number) {
        return "gsi" + number;
    }

    static String indexHashKey(String index) {
        return index + HASH_KEY;
    }

    static String indexRangeKey(String index) {
        return index + RANGE_KEY;
    }

    /** All entities in the long form; those that cannot be rewritten are among the problems and left out. */
    List<EntityDeclaration> rewrite() {
        List<EntityDeclaration> all = new ArrayList<>();
        for (EntityDeclaration entity : declared.values()) {
            if (entity.layout() == null) {
                all.add(entity);
            } else {
                rewrite(entity.name(), entity.layout()).ifPresent(done -> all.add(done.entity()));
            }
        }
        return all;
    }

    private Optional<Rewritten> rewrite(String name, EntityDeclaration.Layout layout) {
        Optional<Rewritten> before = rewritten.get(name);
        if (before != null) {
            return before;
        }
        EntityDeclaration entity = Objects.requireNonNull(declared.get(name), name);
        if (!inProgress.add(name)) {
            problems.add(
                    entity.place().child("parent"),
                    "the parents of " + name + " form a circle: " + String.join(", ", inProgress));
            return Optional.empty();
        }
        int reports = problems.reports();
        Optional<Rewritten> result =
                layout.parent() == null ? root(entity, layout) : descendant(entity, layout, layout.parent());
        inProgress.remove(name);
        if (problems.reports() > reports) {
            unsound.add(name);
        }
        rewritten.put(name, result);
        return result;
    }

    private Optional<Rewritten> root(EntityDeclaration entity, EntityDeclaration.Layout layout) {
        return longForm(entity, layout, List.of(), entity.name(), entity.id().size(), null);
    }

    private Optional<Rewritten> descendant(
            EntityDeclaration entity, EntityDeclaration.Layout layout, EntityDeclaration.Parent parent) {
        Named parentName = parent.entity();
        EntityDeclaration target = declared.get(parentName.name());
        if (target == null) {
            problems.add(
                    parentName.place(),
                    "unknown parent entity \"" + parentName.name() + "\""
                            + Spelling.hint(parentName.name(), declared.keySet()) + "; expected one of "
                            + String.join(", ", declared.keySet()));
            return Optional.empty();
        }
        if (target.layout() == null) {
            problems.add(
                    parentName.place(),
                    "the parent " + target.name()
                            + " is in the long form; only entities of the short form have children");
            return Optional.empty();
        }
        Optional<Rewritten> up = rewrite(target.name(), target.layout());
        if (up.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = parent.columns().isEmpty() ? up.get().key() : Named.names(parent.columns());
        if (names.size() != up.get().key().size()) {
            problems.add(
                    parentName.place(),
                    "expected a new name for each key column of " + target.name() + " ("
                            + String.join(", ", up.get().key()) + "), found " + names.size());
            return Optional.empty();
        }
        List<ColumnDeclaration> inherited = inherited(entity, up.get(), names, parent);
        EntityDeclaration.Reference reference = new EntityDeclaration.Reference(
                parentName.place(),
                names.stream().map(name -> new Named(name, parentName.place())).toList(),
                parentName,
                up.get().key().stream()
                        .map(name -> new Named(name, parentName.place()))
                        .toList(),
                true);
        return longForm(entity, layout, inherited, up.get().root(), up.get().rootKeys(), reference);
    }

    private List<ColumnDeclaration> inherited(
            EntityDeclaration entity, Rewritten parent, List<String> names, EntityDeclaration.Parent declaration) {
        List<ColumnDeclaration> inherited = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String parentColumn = parent.key().get(i);
            ColumnDeclaration original = parent.entity().column(parentColumn).orElse(null);
            if (original == null) {
                continue;
            }
            ColumnDeclaration column =
                    original.inherited(name, declaration.entity().place());
            ColumnDeclaration own = entity.column(name).orElse(null);
            if (own != null) {
                checkRelisted(own, column, parent.entity().name());
                column = column.withRemarks(own.remarks());
            }
            if (entity.id().stream().anyMatch(id -> id.name().equals(name))) {
                problems.add(
                        entity.place().child("id"),
                        "the id column \"" + name + "\" is already taken over from the parent "
                                + parent.entity().name()
                                + "; leave it out of id, or rename the parent's with \"parent\": {\"entity\": ...,"
                                + " \"columns\": [...]}");
            }
            inherited.add(column);
        }
        return inherited;
    }

    private void checkRelisted(ColumnDeclaration own, ColumnDeclaration inherited, String parent) {
        boolean same = own.type().equals(inherited.type())
                && (own.form() == inherited.form() || own.form() == StoredForm.NATIVE)
                && (own.key() == inherited.key() || !own.key());
        boolean plain = own.attr() == null
                && own.defaultSql() == null
                && own.onUpdateSql() == null
                && own.versionStart() == null
                && own.zone() == null
                && !own.hidden()
                && !own.readOnly();
        if (!same || !plain) {
            problems.add(
                    own.place(),
                    "the column \"" + own.name() + "\" is taken over from the parent " + parent + " as "
                            + SqlTypes.render(inherited.type())
                            + "; leave it out, list it with the same type only, or rename the parent's with \"parent\":"
                            + " {\"entity\": \"" + parent + "\", \"columns\": [...]}");
        }
    }

    private Optional<Rewritten> longForm(
            EntityDeclaration entity,
            EntityDeclaration.Layout layout,
            List<ColumnDeclaration> inherited,
            String root,
            int rootKeys,
            EntityDeclaration.@Nullable Reference parent) {
        if (entity.id().isEmpty()) {
            // The reader has said so.
            return Optional.empty();
        }
        List<String> own = Named.names(entity.id());
        for (Named id : entity.id()) {
            if (entity.column(id.name()).isEmpty() && !has(inherited, id.name())) {
                problems.add(
                        id.place(),
                        "id names the column \"" + id.name() + "\", which " + entity.name() + " does not have"
                                + Spelling.hint(id.name(), entity.columnNames()) + "; its columns are "
                                + String.join(", ", entity.columnNames()));
            }
        }
        List<ColumnDeclaration> columns = new ArrayList<>(inherited);
        for (ColumnDeclaration column : entity.columns()) {
            if (!has(inherited, column.name())) {
                columns.add(own.contains(column.name()) ? column.asNotNull() : column);
            }
        }
        List<String> key =
                new ArrayList<>(inherited.stream().map(ColumnDeclaration::name).toList());
        key.addAll(own);
        ShortFormLayout written = new ShortFormLayout(entity, layout, root, rootKeys, own, key, problems);
        Map<String, TemplateSource> item = written.item();
        Map<String, String> indexNames = written.indexNames();
        Map<String, TemplateSource> whole = new LinkedHashMap<>(item);
        whole.putAll(entity.item());
        List<EntityDeclaration.Reference> references = new ArrayList<>();
        if (parent != null) {
            references.add(parent);
        }
        references.addAll(entity.references());
        EntityDeclaration longForm = new EntityDeclaration(
                entity.name(),
                entity.place(),
                entity.remarks(),
                key.stream().map(name -> new Named(name, entity.place())).toList(),
                List.copyOf(columns),
                whole,
                entity.container(),
                entity.where(),
                entity.stale(),
                entity.unique().stream().map(written::unique).toList(),
                references,
                layout,
                indexNames);
        return Optional.of(new Rewritten(longForm, root, rootKeys, key));
    }

    private static boolean has(List<ColumnDeclaration> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }
}
