package org.singletable.jdbc.shell;

import java.nio.file.Path;

/** Where statements come from when nobody is typing them. Text is UTF-8 everywhere. */
sealed interface Script {
    /** The argument of {@code -e}. */
    record Text(String sql) implements Script {
        @Override
        public String place() {
            return "-e";
        }
    }

    /** The argument of {@code -f}. */
    record File(Path path) implements Script {
        @Override
        public String place() {
            return path.toString();
        }
    }

    /** A pipe, or {@code -f -}. */
    record StandardInput() implements Script {
        @Override
        public String place() {
            return "standard input";
        }
    }

    /** What error messages call it. */
    String place();
}
