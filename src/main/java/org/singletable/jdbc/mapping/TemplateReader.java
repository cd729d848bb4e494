package org.singletable.jdbc.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;

/** Reads templates by attribute. */
final class TemplateReader {
    private final Problems problems;

    TemplateReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The templates that can be read.
     *
     * @param entity what {@code {$entity}} stands for; null where it stands for nothing
     */
    Map<String, TemplateSource> read(Map<String, JsonValue.Member> members, @Nullable String entity) {
        Map<String, TemplateSource> templates = new LinkedHashMap<>();
        members.forEach((attribute, member) -> {
            Place place = member.value().place();
            if (attribute.isEmpty()) {
                problems.add(member.place(), "expected the name of an attribute, found an empty one");
                return;
            }
            Members.text(member.value(), "a template", problems).ifPresent(text -> {
                try {
                    templates.put(attribute, new TemplateSource(TemplateSyntax.parse(text, entity), place));
                } catch (TemplateSyntaxException e) {
                    problems.add(place, e.getMessage());
                }
            });
        });
        return templates;
    }
}
