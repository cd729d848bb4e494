package org.singletable.jdbc.model;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.singletable.jdbc.type.SqlType;

/** Made-up texts that fit the names of their columns, different ones for different rows. */
final class MadeUpTexts {
    private static final List<String> PEOPLE =
            List.of("Ann", "Bob", "Carol", "Dave", "Eve", "Frank", "Grace", "Heidi", "Ivan", "Judy");
    private static final List<String> CITIES = List.of("Lisboa", "Zürich", "Kraków", "Malmö", "Amsterdam");
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 9, 0);

    private static final Pattern LOGIN = Pattern.compile("(?i).*(user|user_?name|author|owner|assignee|member)");
    private static final Pattern PERSON =
            Pattern.compile("(?i).*(customer|user|member|person|people|employee|contact)s?");
    private static final Pattern TIME = Pattern.compile(".*(At|_at|[dD]ate|[sS]ince|[dD]ue)|at");
    private static final Pattern ID = Pattern.compile("_?[iI][dD]$|^u?uid$");

    private MadeUpTexts() {}

    /**
     * @param place the entity's and the column's name, with a dot between them
     * @param number of the row, from 0
     */
    static String of(String place, SqlType type, int number) {
        int dot = place.indexOf('.');
        String text = text(place.substring(0, dot), place.substring(dot + 1), number);
        if (!type.isLimited() || text.codePointCount(0, text.length()) <= type.length()) {
            return text;
        }
        String digits = String.valueOf(number + 1);
        return digits.substring(Math.max(0, digits.length() - type.length()));
    }

    private static String text(String entity, String column, int number) {
        String lower = column.toLowerCase(Locale.ROOT);
        if (lower.endsWith("mail")) {
            return one(PEOPLE, number).toLowerCase(Locale.ROOT) + "@example.com";
        } else if (lower.endsWith("city")) {
            return one(CITIES, number);
        } else if (LOGIN.matcher(column).matches()) {
            return one(PEOPLE, number).toLowerCase(Locale.ROOT);
        } else if (lower.equals("name") && PERSON.matcher(entity).matches()) {
            return one(PEOPLE, number);
        } else if (TIME.matcher(column).matches()) {
            return FIRST.plusDays(number) + ":00Z";
        }
        String stem = ID.matcher(column).replaceFirst("");
        return (stem.isEmpty() ? entity : stem) + (number + 1);
    }

    private static String one(List<String> words, int number) {
        int round = number / words.size();
        return words.get(number % words.size()) + (round == 0 ? "" : String.valueOf(round + 1));
    }
}
