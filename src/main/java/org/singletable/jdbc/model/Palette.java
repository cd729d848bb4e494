package org.singletable.jdbc.model;

import java.util.List;

/**
 * The colours of entities: a pale one for the background of text, and a strong one for lines and names beside it, each for light
 * and for dark pages. Hues come in an order in which neighbours differ most; from the eleventh entity on they are greyer.
 */
final class Palette {
    /** How many entities have colours of their own. */
    static final int SIZE = 20;

    /** Text on the backgrounds of entities, and around them. */
    static final String LIGHT_TEXT = "#1b1f24";

    static final String DARK_TEXT = "#e8eaed";
    static final String LIGHT_PAGE = "#ffffff";
    static final String DARK_PAGE = "#16181c";

    private static final List<Integer> HUES = List.of(212, 32, 140, 330, 265, 52, 180, 5, 90, 295);

    private Palette() {}

    /** The class of an entity's elements. */
    static String className(int entity) {
        return "e" + entity % SIZE;
    }

    static String lightBackground(int colour) {
        return hex(hue(colour), vivid(colour) ? 0.85 : 0.30, 0.90);
    }

    static String lightLine(int colour) {
        return hex(hue(colour), vivid(colour) ? 0.85 : 0.25, vivid(colour) ? 0.25 : 0.30);
    }

    static String darkBackground(int colour) {
        return hex(hue(colour), vivid(colour) ? 0.50 : 0.16, vivid(colour) ? 0.19 : 0.25);
    }

    static String darkLine(int colour) {
        return hex(hue(colour), vivid(colour) ? 0.65 : 0.25, 0.72);
    }

    private static int hue(int colour) {
        return HUES.get(colour % HUES.size());
    }

    private static boolean vivid(int colour) {
        return colour < HUES.size();
    }

    /** A colour by hue in degrees, saturation and lightness up to 1, as CSS writes it. */
    private static String hex(int hue, double saturation, double lightness) {
        double amplitude = saturation * Math.min(lightness, 1 - lightness);
        return "#%02x%02x%02x"
                .formatted(
                        channel(0, hue, lightness, amplitude),
                        channel(8, hue, lightness, amplitude),
                        channel(4, hue, lightness, amplitude));
    }

    private static int channel(int offset, int hue, double lightness, double amplitude) {
        double k = (offset + hue / 30.0) % 12;
        double value = lightness - amplitude * Math.max(-1, Math.min(1, Math.min(k - 3, 9 - k)));
        return (int) Math.round(value * 255);
    }
}
