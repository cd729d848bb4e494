package org.singletable.jdbc.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SettingErrors;
import org.singletable.jdbc.settings.PropertyText.Origin;
import org.singletable.jdbc.settings.Settings.ReadLimits;
import org.singletable.jdbc.settings.Settings.ScanPolicy;
import org.singletable.jdbc.settings.Settings.SessionSettings;

/** The settings of a session by name: the connection's properties give their first values, {@code SET} changes them. */
public final class SessionProperties {
    /** DynamoDB's limit for a parallel Scan. */
    private static final int MAX_SCAN_SEGMENTS = 1_000_000;

    private static final int MAX_PREFETCH = 16;

    private static final int MAX_WRITE_CONCURRENCY = 1_000;

    private SessionProperties() {}

    /** What holds where neither a property nor {@code SET} says anything. */
    static SessionSettings defaults() {
        return new SessionSettings(false, true, false, 0, ReadLimits.defaults());
    }

    /** The names that {@code SET} takes. */
    public static List<String> settable() {
        return Arrays.stream(ConnectionProperty.values())
                .filter(ConnectionProperty::isSettable)
                .map(ConnectionProperty::key)
                .toList();
    }

    /**
     * The settings after {@code SET name = value}. Names, and values that are one of a few words, are taken in any letter
     * case, as SQL takes them.
     *
     * @throws DriverException 42704 for an unknown name, HYC00 for what is fixed for the connection, 22023 for a value it
     *     cannot have
     */
    public static SessionSettings set(SessionSettings settings, String name, String value) {
        ConnectionProperty property = Arrays.stream(ConnectionProperty.values())
                .filter(candidate -> candidate.key().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> SettingErrors.unknownSetting(name, settable()));
        if (property == ConnectionProperty.READ_ONLY) {
            throw SettingErrors.fixedSetting(
                    property.key(), "it is changed with Connection.setReadOnly, out of the reach of SQL", settable());
        }
        if (!property.isSettable()) {
            throw SettingErrors.fixedSetting(
                    property.key(), "it is fixed when the connection is made, by its URL or properties", settable());
        }
        Optional<String> choice =
                property.choices().stream().filter(value::equalsIgnoreCase).findFirst();
        PropertyText text = new PropertyText(property, choice.orElse(value), Origin.SET_STATEMENT);
        text.checkChoice();
        return with(settings, text);
    }

    /** The settings with this one changed. */
    static SessionSettings with(SessionSettings settings, PropertyText text) {
        ReadLimits limits = settings.limits();
        return switch (text.property()) {
            case READ_ONLY -> settings.withReadOnly(text.flag());
            case CONSISTENT_READ -> settings.withConsistency(!text.is("false"), text.is("strict"));
            case PAGE_SIZE -> settings.withPageSize(text.integer(0, Integer.MAX_VALUE));
            case SCAN -> settings.withLimits(limits.withScan(policy(text)));
            case PREFETCH -> settings.withLimits(limits.withPrefetch(text.integer(0, MAX_PREFETCH)));
            case SCAN_SEGMENTS -> settings.withLimits(limits.withScanSegments(text.integer(0, MAX_SCAN_SEGMENTS)));
            case MAX_MEMORY_BYTES -> settings.withLimits(limits.withMaxMemoryBytes(text.whole(1, Long.MAX_VALUE)));
            case ATOMICITY -> settings.withWrites(settings.writes().withRowByRow(text.is("row")));
            case TRANSACTIONS -> settings.withWrites(settings.writes().withTransactions(text.is("on")));
            case SAFE_WRITES -> settings.withWrites(settings.writes().withTokens(text.is("token")));
            case WRITE_CONCURRENCY ->
                settings.withWrites(settings.writes().withConcurrency(text.integer(1, MAX_WRITE_CONCURRENCY)));
            case BIND_EXCEPT -> settings.withRows(settings.rows().withBoundExcept(text.names()));
            case LOG_VALUES -> settings.withLogging(settings.logging().withValues(text.flag()));
            case HIDE_EXPIRED -> settings.withRows(settings.rows().withHideExpired(text.flag()));
            case MAX_READ_UNITS -> settings.withLimits(limits.withMaxReadUnits(text.whole(0, Long.MAX_VALUE)));
            case SLOW_STATEMENT_MILLIS ->
                settings.withLogging(settings.logging().withSlowStatementMillis(text.integer(0, Integer.MAX_VALUE)));
            default -> throw new IllegalStateException(text.property() + " is no setting of a session");
        };
    }

    private static ScanPolicy policy(PropertyText text) {
        return switch (text.text()) {
            case "warn" -> ScanPolicy.WARN;
            case "allow" -> ScanPolicy.ALLOW;
            case "forbid" -> ScanPolicy.FORBID;
            default -> throw new IllegalStateException("no policy is called " + text.text());
        };
    }
}
