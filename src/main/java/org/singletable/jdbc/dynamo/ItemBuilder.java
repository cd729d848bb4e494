package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.AttributePath.Step;

/** Puts an item together from values at paths; the maps and lists that lead to them are made on the way. */
final class ItemBuilder {
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    void put(String attribute, StoredValue value) {
        attributes.put(attribute, value);
    }

    /** An empty map, unless the attribute is there. */
    void putMap(String attribute) {
        attributes.putIfAbsent(attribute, new LinkedHashMap<String, Object>());
    }

    /** @throws org.singletable.jdbc.error.DriverException 22023 where a list element before it is missing */
    void put(AttributePath path, StoredValue value) {
        if (path.isTopLevel()) {
            put(path.attribute(), value);
            return;
        }
        Object node = attributes.computeIfAbsent(
                path.attribute(), key -> container(path.steps().get(0)));
        int last = path.steps().size() - 1;
        for (int i = 0; i < last; i++) {
            Step next = path.steps().get(i + 1);
            node = child(node, path.steps().get(i), container(next), path);
        }
        child(node, path.steps().get(last), value, path);
    }

    private static Object container(Step step) {
        return step instanceof Member ? new LinkedHashMap<String, Object>() : new ArrayList<>();
    }

    /** What is at this step; {@code missing} is put there where there is nothing yet. */
    @SuppressWarnings("unchecked")
    private static Object child(Object parent, Step step, Object missing, AttributePath path) {
        if (parent instanceof Map<?, ?> map && step instanceof Member member) {
            return ((Map<String, Object>) map).computeIfAbsent(member.name(), name -> missing);
        }
        if (parent instanceof List<?> list && step instanceof Element element && element.index() <= list.size()) {
            List<Object> elements = (List<Object>) list;
            if (element.index() == elements.size()) {
                elements.add(missing);
            }
            return elements.get(element.index());
        }
        throw ItemErrors.unreachable(path.toString());
    }

    Item build() {
        Map<String, StoredValue> item = new LinkedHashMap<>();
        attributes.forEach((name, value) -> item.put(name, value(value)));
        return new Item(item);
    }

    private static StoredValue value(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, StoredValue> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, value(member)));
            return StoredValue.map(members);
        }
        if (node instanceof List<?> list) {
            return StoredValue.list(list.stream().map(ItemBuilder::value).toList());
        }
        return (StoredValue) node;
    }
}
