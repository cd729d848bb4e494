package org.singletable.jdbc.exec;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;

/** The codec of each entity of a catalog. */
public final class Codecs {
    private final Map<String, ItemCodec> byEntity = new LinkedHashMap<>();
    private final Catalog catalog;

    public Codecs(Catalog catalog, Function<Entity, ItemCodec> factory) {
        this.catalog = catalog;
        for (Entity entity : catalog.entities()) {
            byEntity.put(entity.name(), factory.apply(entity));
        }
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The codecs of all entities, in the catalog's order. */
    public Collection<ItemCodec> all() {
        return Collections.unmodifiableCollection(byEntity.values());
    }

    public ItemCodec of(Entity entity) {
        return named(entity.name());
    }

    /** The codec of the entity of this name. */
    public ItemCodec named(String entity) {
        ItemCodec codec = byEntity.get(entity);
        if (codec == null) {
            throw new IllegalStateException("entity " + entity + " is not of this catalog");
        }
        return codec;
    }
}
