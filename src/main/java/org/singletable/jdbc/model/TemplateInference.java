package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.singletable.jdbc.model.InferredTemplate.Piece;
import org.singletable.jdbc.model.InferredTemplate.Ref;
import org.singletable.jdbc.model.InferredTemplate.Text;

/** Finds the template that makes an attribute from the columns of its items. */
final class TemplateInference {
    /** Items whose text is taken apart, so that one with odd values does not decide. */
    private static final int SEEDS = 8;

    /** Ways to take one text apart. */
    private static final int MOST_CANDIDATES = 400;

    /** Of fewer items nothing can be said to be constant. */
    private static final int FEW = 3;

    private static final Pattern KEY_NAME =
            Pattern.compile("(^|_)(id|uid|uuid|no|nr|number|seq|key|code|name)$|(Id|No|Nr|Number|Seq|Key|Code|Name)$");

    private final List<ObjectNode> items;
    private final List<InferredColumn> columns;

    TemplateInference(List<ObjectNode> items, List<InferredColumn> columns) {
        this.items = items;
        this.columns = columns;
    }

    /**
     * A template and how well it fits.
     *
     * @param explained items that have what it makes
     * @param with items that have the attribute
     * @param unexpected items that do not have it, of which it would make one
     */
    record Fit(InferredTemplate template, int explained, int with, int unexpected) {
        double share() {
            return with == 0 ? 0 : (double) explained / with;
        }

        boolean isPerfect() {
            return explained == with && unexpected == 0;
        }
    }

    /**
     * The best template of an attribute that is text; empty where no item has it, or nothing explains any.
     *
     * @param texts of the attribute, of each item in their order; empty where it has none
     */
    Optional<Fit> best(List<Optional<String>> texts) {
        Map<String, InferredTemplate> candidates = new LinkedHashMap<>();
        List<Integer> with = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isPresent()) {
                with.add(i);
            }
        }
        int step = Math.max(1, with.size() / SEEDS);
        for (int i = 0; i < with.size(); i += step) {
            ObjectNode seed = items.get(with.get(i));
            List<InferredTemplate> found = new ArrayList<>();
            takeApart(texts.get(with.get(i)).orElseThrow(), 0, new ArrayList<>(), seed, found);
            found.forEach(template -> candidates.putIfAbsent(template.source(), template));
        }
        Comparator<Fit> order = Comparator.<Fit>comparingInt(fit -> fit.unexpected() - fit.explained())
                .thenComparingInt(
                        fit -> (with.size() < FEW ? -1 : 1) * fit.template().complexity())
                .thenComparingInt(TemplateInference::strangeNames)
                .thenComparingLong(TemplateInference::namesOfNoKeys);
        Optional<Fit> plain = candidates.values().stream()
                .map(template -> fit(template, texts))
                .min(order);
        if (plain.isEmpty() || plain.get().isPerfect()) {
            return plain;
        }
        // Where columns are null, brackets may explain more.
        return candidates.values().stream()
                .filter(template -> template.refs().stream()
                        .anyMatch(ref -> !ref.column().type().notNull()))
                .flatMap(template -> template.bracketed().stream())
                .map(template -> fit(template, texts))
                .filter(fit -> fit.explained() > plain.get().explained())
                .min(Comparator.<Fit>comparingInt(fit -> -fit.explained())
                        .thenComparingInt(fit -> fit.template().complexity()))
                .or(() -> plain);
    }

    Fit fit(InferredTemplate template, List<Optional<String>> texts) {
        int explained = 0;
        int unexpected = 0;
        int with = 0;
        for (int i = 0; i < items.size(); i++) {
            Optional<String> rendered = template.render(items.get(i));
            Optional<String> stored = texts.get(i);
            if (stored.isEmpty()) {
                unexpected += rendered.isPresent() ? 1 : 0;
            } else {
                with++;
                explained += rendered.equals(stored) ? 1 : 0;
            }
        }
        return new Fit(template, explained, with, unexpected);
    }

    /** How many of its columns are not named by the text before them: of two columns with the same values one is meant. */
    private static int strangeNames(Fit fit) {
        int strange = 0;
        String before = "";
        for (Piece piece : fit.template().pieces()) {
            if (piece instanceof Text text) {
                before = letters(text.text());
            } else if (piece instanceof Ref ref) {
                String name = letters(ref.column().name());
                boolean named = !before.isEmpty() && (name.contains(lastWord(before)) || before.contains(name));
                strange += named ? 0 : 1;
                before = "";
            }
        }
        return strange;
    }

    /** How many of its columns are not called as keys are. */
    private static long namesOfNoKeys(Fit fit) {
        return fit.template().refs().stream()
                .filter(ref -> !KEY_NAME.matcher(ref.column().name()).find())
                .count();
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9#]", "");
    }

    private static String lastWord(String text) {
        String[] words = text.split("#");
        return words.length == 0 ? text : words[words.length - 1];
    }

    private void takeApart(String text, int at, List<Piece> before, ObjectNode seed, List<InferredTemplate> found) {
        if (found.size() >= MOST_CANDIDATES) {
            return;
        }
        if (at == text.length()) {
            found.add(new InferredTemplate(joined(before)));
            return;
        }
        if (isBorder(text, at)) {
            for (InferredColumn column : columns) {
                Optional<JsonNode> value = column.value(seed);
                if (value.isEmpty()) {
                    continue;
                }
                List<TextForm> forms = new ArrayList<>(TextForm.of(column.type()));
                forms.addAll(TextForm.padding(value.get(), text, at));
                for (TextForm form : forms) {
                    String written = form.text().apply(value.get()).orElse("");
                    if (!written.isEmpty() && text.startsWith(written, at) && isBorder(text, at + written.length())) {
                        before.add(new Ref(column, form));
                        takeApart(text, at + written.length(), before, seed, found);
                        before.remove(before.size() - 1);
                    }
                }
            }
        }
        int next = at + 1;
        while (next < text.length() && !isBorder(text, next)) {
            next++;
        }
        before.add(new Text(text.substring(at, next)));
        takeApart(text, next, before, seed, found);
        before.remove(before.size() - 1);
    }

    /** Values begin and end where words do. */
    private static boolean isBorder(String text, int at) {
        return at == 0
                || at >= text.length()
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || !Character.isLetterOrDigit(text.charAt(at));
    }

    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            int last = joined.size() - 1;
            if (piece instanceof Text text && last >= 0 && joined.get(last) instanceof Text before) {
                joined.set(last, new Text(before.text() + text.text()));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }
}
