package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of an explained plan, before it becomes text or JSON.
 *
 * @param operator what is done
 * @param on what it is done to, empty where its inputs tell
 * @param details what is to be said of it, by name
 * @param estimate what it is expected to cost with its inputs, null where nothing is said of it
 */
record ExplainNode(
        String operator,
        String on,
        Map<String, String> details,
        @Nullable Estimate estimate,
        List<ExplainNode> inputs) {
    ExplainNode {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        inputs = List.copyOf(inputs);
    }

    /** Puts a node together. */
    static final class Builder {
        private final String operator;
        private String on = "";
        private final Map<String, String> details = new LinkedHashMap<>();
        private @Nullable Estimate estimate;
        private final List<ExplainNode> inputs = new ArrayList<>();

        Builder(String operator) {
            this.operator = operator;
        }

        Builder on(String text) {
            on = text;
            return this;
        }

        /** An empty text says nothing and is left out. */
        Builder detail(String name, String text) {
            if (!text.isEmpty()) {
                details.put(name, text);
            }
            return this;
        }

        Builder estimate(Estimate expected) {
            estimate = expected;
            return this;
        }

        Builder input(ExplainNode node) {
            inputs.add(node);
            return this;
        }

        ExplainNode build() {
            return new ExplainNode(operator, on, details, estimate, inputs);
        }
    }
}
