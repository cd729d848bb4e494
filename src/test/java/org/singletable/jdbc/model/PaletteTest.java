package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaletteTest {
    /** What WCAG 2 asks of text (level AA). */
    private static final double READABLE = 4.5;

    @Test
    void textIsReadableOnEveryColour() {
        for (int i = 0; i < Palette.SIZE; i++) {
            assertContrast(Palette.LIGHT_TEXT, Palette.lightBackground(i));
            assertContrast(Palette.lightLine(i), Palette.lightBackground(i));
            assertContrast(Palette.lightLine(i), Palette.LIGHT_PAGE);
            assertContrast(Palette.DARK_TEXT, Palette.darkBackground(i));
            assertContrast(Palette.darkLine(i), Palette.darkBackground(i));
            assertContrast(Palette.darkLine(i), Palette.DARK_PAGE);
        }
    }

    @Test
    void noTwoEntitiesHaveTheSameColours() {
        Set<String> colours = new HashSet<>();
        for (int i = 0; i < Palette.SIZE; i++) {
            colours.add(Palette.lightBackground(i) + Palette.lightLine(i));
            colours.add(Palette.darkBackground(i) + Palette.darkLine(i));
        }
        assertThat(colours).hasSize(2 * Palette.SIZE);
        assertThat(Palette.className(Palette.SIZE)).isEqualTo(Palette.className(0));
    }

    private static void assertContrast(String text, String background) {
        double one = luminance(text);
        double other = luminance(background);
        assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
                .as("%s on %s", text, background)
                .isGreaterThan(READABLE);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
