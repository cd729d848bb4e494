package org.singletable.jdbc.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.nop.NOPServiceProvider;

/** SLF4J's provider of the tests: keeps what {@code org.singletable.jdbc.slow} is told, and drops all else. */
public final class SlowLogProvider extends NOPServiceProvider {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final SlowLogger LOGGER = new SlowLogger();

    /** The entries so far that have a text in them, each with its level: {@code WARN 5 ms, ...}. */
    public static List<String> entriesWith(String text) {
        return LINES.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> name.equals(LOGGER.getName()) ? LOGGER : NOPLogger.NOP_LOGGER;
    }

    private static final class SlowLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        SlowLogger() {
            name = "org.singletable.jdbc.slow";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
            LINES.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return SlowLogger.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
