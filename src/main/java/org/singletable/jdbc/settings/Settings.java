package org.singletable.jdbc.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a URL and its properties say, typed and checked. Equal {@link ClientSettings} share a client.
 *
 * @param client what decides which client, engine and table is used
 * @param session what each connection has for itself
 * @param loginTimeout for connecting in all, zero for no limit
 */
public record Settings(ClientSettings client, SessionSettings session, Duration loginTimeout) {
    /**
     * What decides which client is used.
     *
     * @param table the physical table: the URL's, else property {@code table}; null where the mapping's is used
     * @param mapping {@code classpath:} location or file path, null where {@code mappingJson} is given or there is none
     * @param mappingJson the mapping's text, null where a location is given or there is none
     * @param ensureTable create the table where it does not exist
     * @param provisioned billing mode of a created table: PROVISIONED instead of PAY_PER_REQUEST
     * @param linger how long the client lives after its last connection
     * @param dropOnClose the embedded in-memory engine ends with its last connection
     * @param retries how often a request is tried again
     */
    public record ClientSettings(
            Target target,
            Credentials credentials,
            @Nullable String table,
            @Nullable String mapping,
            @Nullable String mappingJson,
            boolean ensureTable,
            boolean provisioned,
            Duration connectTimeout,
            Duration socketTimeout,
            int maxConnections,
            int retries,
            int planCacheSize,
            int planCacheMaxLength,
            Duration linger,
            boolean dropOnClose) {
        /** The table where neither {@link #table()} nor the mapping names one: a folder's name. */
        public Optional<String> fallbackTable() {
            return target instanceof Target.Folder folder
                    ? Optional.ofNullable(folder.folder().getFileName()).map(Path::toString)
                    : Optional.empty();
        }
    }

    /** What happens to a statement that needs a Scan. */
    public enum ScanPolicy {
        FORBID,
        WARN,
        ALLOW
    }

    /**
     * What each connection has for itself.
     *
     * @param consistentRead strongly consistent reads of the table and its local indexes
     * @param strictReads no global index is used ({@code consistentRead=strict})
     * @param pageSize items a Query page asks for, 0 for DynamoDB's own limit of 1 MB
     * @param limits what a statement may take
     * @param writes how writes are sent
     * @param rows the rows that there are for the connection
     * @param logging what of its statements is logged
     */
    public record SessionSettings(
            boolean readOnly,
            boolean consistentRead,
            boolean strictReads,
            int pageSize,
            ReadLimits limits,
            WriteOptions writes,
            VisibleRows rows,
            LogOptions logging) {
        /** Settings with writes sent as they are where nothing is set, all rows visible, and nothing logged. */
        public SessionSettings(
                boolean readOnly, boolean consistentRead, boolean strictReads, int pageSize, ReadLimits limits) {
            this(
                    readOnly,
                    consistentRead,
                    strictReads,
                    pageSize,
                    limits,
                    WriteOptions.defaults(),
                    VisibleRows.all(),
                    LogOptions.nothing());
        }

        public SessionSettings withReadOnly(boolean value) {
            return new SessionSettings(value, consistentRead, strictReads, pageSize, limits, writes, rows, logging);
        }

        SessionSettings withConsistency(boolean consistent, boolean strict) {
            return new SessionSettings(readOnly, consistent, strict, pageSize, limits, writes, rows, logging);
        }

        SessionSettings withWrites(WriteOptions value) {
            return new SessionSettings(readOnly, consistentRead, strictReads, pageSize, limits, value, rows, logging);
        }

        SessionSettings withPageSize(int value) {
            return new SessionSettings(readOnly, consistentRead, strictReads, value, limits, writes, rows, logging);
        }

        SessionSettings withLimits(ReadLimits value) {
            return new SessionSettings(readOnly, consistentRead, strictReads, pageSize, value, writes, rows, logging);
        }

        SessionSettings withRows(VisibleRows value) {
            return new SessionSettings(readOnly, consistentRead, strictReads, pageSize, limits, writes, value, logging);
        }

        SessionSettings withLogging(LogOptions value) {
            return new SessionSettings(readOnly, consistentRead, strictReads, pageSize, limits, writes, rows, value);
        }
    }

    /**
     * What of a connection's statements is logged.
     *
     * @param slowStatementMillis a statement that takes longer is logged, 0 for none
     * @param values with the values of its literals and parameters ({@code logValues})
     */
    public record LogOptions(int slowStatementMillis, boolean values) {
        /** What holds where nothing is set. */
        public static LogOptions nothing() {
            return new LogOptions(0, false);
        }

        LogOptions withSlowStatementMillis(int value) {
            return new LogOptions(value, values);
        }

        LogOptions withValues(boolean value) {
            return new LogOptions(slowStatementMillis, value);
        }
    }

    /**
     * The rows that there are for a connection.
     *
     * @param hideExpired those whose time to live is over are as good as gone
     * @param bound values that columns are bound to, by column name ({@code bind.<column>})
     * @param boundExcept entities that may be used though they lack bound columns
     */
    public record VisibleRows(boolean hideExpired, Map<String, String> bound, Set<String> boundExcept) {
        public VisibleRows {
            bound = Map.copyOf(bound);
            boundExcept = Set.copyOf(boundExcept);
        }

        /** What holds where nothing is set. */
        public static VisibleRows all() {
            return new VisibleRows(false, Map.of(), Set.of());
        }

        VisibleRows withHideExpired(boolean value) {
            return new VisibleRows(value, bound, boundExcept);
        }

        VisibleRows withBound(Map<String, String> values) {
            return new VisibleRows(hideExpired, values, boundExcept);
        }

        VisibleRows withBoundExcept(Set<String> entities) {
            return new VisibleRows(hideExpired, bound, entities);
        }
    }

    /**
     * How writes are sent.
     *
     * @param rowByRow a statement of several rows writes one after the other, and stops where one fails ({@code
     *     atomicity=row})
     * @param tokens single writes go as transactions of one item, whose token keeps them from being applied twice ({@code
     *     safeWrites=token})
     * @param transactions false: {@code setAutoCommit(false)} is taken and each row written at once ({@code
     *     transactions=off})
     * @param concurrency requests of a batch that are in flight at the same time
     */
    public record WriteOptions(boolean rowByRow, boolean tokens, boolean transactions, int concurrency) {
        /** What holds where nothing is set. */
        public static WriteOptions defaults() {
            return new WriteOptions(false, false, true, 16);
        }

        WriteOptions withRowByRow(boolean value) {
            return new WriteOptions(value, tokens, transactions, concurrency);
        }

        WriteOptions withTokens(boolean value) {
            return new WriteOptions(rowByRow, value, transactions, concurrency);
        }

        WriteOptions withTransactions(boolean value) {
            return new WriteOptions(rowByRow, tokens, value, concurrency);
        }

        WriteOptions withConcurrency(int value) {
            return new WriteOptions(rowByRow, tokens, transactions, value);
        }
    }

    /**
     * What a statement may take.
     *
     * @param prefetch pages read ahead while the application consumes; 0 for none
     * @param scanSegments parts in which a Scan reads the table at the same time, 0 for the driver's choice
     * @param maxMemoryBytes memory it may hold
     * @param maxReadUnits read capacity units after which it is stopped, 0 for no limit
     */
    public record ReadLimits(ScanPolicy scan, int prefetch, int scanSegments, long maxMemoryBytes, long maxReadUnits) {
        /** What holds where nothing is set: a quarter of the heap. */
        public static ReadLimits defaults() {
            return new ReadLimits(ScanPolicy.WARN, 1, 0, Runtime.getRuntime().maxMemory() / 4, 0);
        }

        ReadLimits withScan(ScanPolicy value) {
            return new ReadLimits(value, prefetch, scanSegments, maxMemoryBytes, maxReadUnits);
        }

        ReadLimits withPrefetch(int value) {
            return new ReadLimits(scan, value, scanSegments, maxMemoryBytes, maxReadUnits);
        }

        ReadLimits withScanSegments(int value) {
            return new ReadLimits(scan, prefetch, value, maxMemoryBytes, maxReadUnits);
        }

        ReadLimits withMaxMemoryBytes(long value) {
            return new ReadLimits(scan, prefetch, scanSegments, value, maxReadUnits);
        }

        ReadLimits withMaxReadUnits(long value) {
            return new ReadLimits(scan, prefetch, scanSegments, maxMemoryBytes, value);
        }
    }
}
