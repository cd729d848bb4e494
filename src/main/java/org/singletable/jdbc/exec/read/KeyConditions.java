package org.singletable.jdbc.exec.read;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.KeptMemory;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.plan.Access;

/** The key conditions of an access path's Queries, each once. They are made one at a time. */
final class KeyConditions implements Iterator<KeyConditions.KeyCondition> {
    /** A rough estimate of what remembering one takes. */
    private static final int BYTES = 400;

    private final Access.ByQuery access;
    private final List<Template> hashTemplates;
    private final KeyCombinations combinations;
    /** The hash keys to make of the current combination; one for each shard where it is not known which. */
    private Iterator<Template> hashes = Collections.emptyIterator();

    private Map<Column, Object> values = Map.of();
    private final Bindings bindings;
    private final KeptMemory memory;
    private final Set<KeyCondition> seen = new HashSet<>();
    private @Nullable KeyCondition next;

    /**
     * What one Query asks for.
     *
     * @param hash the hash key's value as rendered
     * @param sort null for the whole partition
     * @param exact whether every row of the entity that it finds has the known values and is in the range
     */
    record KeyCondition(Object hash, @Nullable SortCondition sort, boolean exact) {}

    KeyConditions(Access.ByQuery access, Bindings bindings, KeptMemory memory) {
        this.access = access;
        this.hashTemplates = access.hashTemplates();
        this.combinations = new KeyCombinations(access.known(), bindings);
        this.bindings = bindings;
        this.memory = memory;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (hashes.hasNext() || combinations.hasNext())) {
            if (!hashes.hasNext()) {
                hashes = hashTemplates.iterator();
                values = combinations.next();
            }
            next = condition(access, hashes.next(), values, bindings)
                    .filter(this::isNew)
                    .orElse(null);
        }
        return next != null;
    }

    /** The only one, where the access path has no more than one; empty where no row can be there. */
    static Optional<KeyCondition> only(Access.ByQuery access, Bindings bindings) {
        KeyCombinations combinations = new KeyCombinations(access.known(), bindings);
        return combinations.hasNext()
                ? condition(access, access.hashTemplates().get(0), combinations.next(), bindings)
                : Optional.empty();
    }

    private boolean isNew(KeyCondition condition) {
        boolean isNew = seen.add(condition);
        if (isNew) {
            memory.keep(BYTES);
        }
        return isNew;
    }

    @Override
    public KeyCondition next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        KeyCondition found = Objects.requireNonNull(next);
        next = null;
        return found;
    }

    /** Empty where no key attribute can have these values. */
    private static Optional<KeyCondition> condition(
            Access.ByQuery access, Template hash, Map<Column, Object> values, Bindings bindings) {
        Optional<Object> hashValue = KeyValues.rendered(() -> hash.render(values::get));
        if (hashValue.isEmpty() || !KeyValues.isPossibleHash(hashValue.get())) {
            return Optional.empty();
        }
        boolean hashTells = new KeyShape(hash).tells(Set.copyOf(hash.columns()));
        KeyTemplate sort = access.sortKey().orElse(null);
        if (sort == null) {
            return Optional.of(new KeyCondition(hashValue.get(), null, hashTells));
        }
        return SortKeyRange.of(sort, values, access.range(), bindings)
                .map(found -> new KeyCondition(hashValue.get(), found.condition(), hashTells && found.exact()));
    }
}
