package org.singletable.jdbc.mapping;

/**
 * One format of a template column: how its value becomes text (docs/mapping.md, Formats). Immutable.
 */
public sealed interface Format {
    /** The format as written in the mapping file. */
    String source();

    /** The sortable and reversible text of the short form, see {@link KeyText}. */
    record Key() implements Format {
        @Override
        public String source() {
            return "key";
        }
    }

    record Lower() implements Format {
        @Override
        public String source() {
            return "lower";
        }
    }

    record Upper() implements Format {
        @Override
        public String source() {
            return "upper";
        }
    }

    /** Filled on the left up to a width in UTF-16 units. */
    record Pad(int width, char fill) implements Format {
        @Override
        public String source() {
            return "pad:" + width + (fill == '0' ? "" : ":" + fill);
        }
    }

    /** A number with exactly this many digits after the point, rounded half up. */
    record Fixed(int digits) implements Format {
        @Override
        public String source() {
            return "fixed:" + digits;
        }
    }

    /** An instant in UTC with exactly this many digits of a second's fraction. */
    record IsoDigits(int digits) implements Format {
        @Override
        public String source() {
            return "iso:" + digits;
        }
    }

    /** The ISO text of columns. */
    record Iso() implements Format {
        @Override
        public String source() {
            return "iso";
        }
    }

    /** Seconds since 1970. */
    record Epoch() implements Format {
        @Override
        public String source() {
            return "epoch";
        }
    }

    /** Milliseconds since 1970. */
    record EpochMillis() implements Format {
        @Override
        public String source() {
            return "epochms";
        }
    }
}
