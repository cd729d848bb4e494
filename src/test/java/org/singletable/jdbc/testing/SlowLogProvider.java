package org.singletable.jdbc.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.nop.NOPServiceProvider;

/**
 * SLF4J's provider of the tests: keeps what {@code org.singletable.jdbc.slow} is told, and of all others the entries that hold a
 * text that is looked for ({@link #lookFor}). Loggers of the driver are on at every level, those of its libraries from INFO on.
 */
public final class SlowLogProvider extends NOPServiceProvider {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final List<String> LOOKED_FOR = new CopyOnWriteArrayList<>();
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();
    private static final String SLOW = "org.singletable.jdbc.slow";
    private static final Map<String, KeepingLogger> LOGGERS = new ConcurrentHashMap<>();

    /** From now on entries with this text are kept, whoever logs them. */
    public static void lookFor(String text) {
        LOOKED_FOR.add(text);
    }

    /** The entries, of all loggers, that had a text that was looked for in them or in the exceptions they came with. */
    public static List<String> found() {
        return List.copyOf(FOUND);
    }

    /** The entries so far that have a text in them, each with its level: {@code WARN 5 ms, ...}. */
    public static List<String> entriesWith(String text) {
        return LINES.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> LOGGERS.computeIfAbsent(name, KeepingLogger::new);
    }

    private static final class KeepingLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final boolean ofDriver;

        KeepingLogger(String name) {
            this.name = name;
            this.ofDriver = name.startsWith("org.singletable");
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
            if (!name.equals(SLOW) && LOOKED_FOR.isEmpty()) {
                return;
            }
            String entry = level + " " + MessageFormatter.basicArrayFormat(pattern, arguments);
            if (name.equals(SLOW)) {
                LINES.add(entry);
            }
            StringWriter all = new StringWriter().append(name).append(' ').append(entry);
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(all));
            }
            String text = all.toString();
            if (LOOKED_FOR.stream().anyMatch(text::contains)) {
                FOUND.add(text);
            }
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return KeepingLogger.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return ofDriver;
        }

        @Override
        public boolean isDebugEnabled() {
            return ofDriver;
        }

        @Override
        public boolean isInfoEnabled() {
            return ofDriver || !LOOKED_FOR.isEmpty();
        }

        @Override
        public boolean isWarnEnabled() {
            return ofDriver || !LOOKED_FOR.isEmpty();
        }

        @Override
        public boolean isErrorEnabled() {
            return ofDriver || !LOOKED_FOR.isEmpty();
        }
    }
}
