package org.singletable.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.settings.Settings.ReadLimits;
import org.singletable.jdbc.settings.Settings.ScanPolicy;
import org.singletable.jdbc.settings.Settings.SessionSettings;

/** What SET does to the settings of a session. */
class SessionPropertiesTest {
    private static final long MEMORY = ReadLimits.defaults().maxMemoryBytes();

    private static final SessionSettings DEFAULTS = SessionProperties.defaults();

    private static SessionSettings limits(ScanPolicy scan, int prefetch, int segments, long memory, long units) {
        return new SessionSettings(false, true, false, 0, new ReadLimits(scan, prefetch, segments, memory, units));
    }

    private static SessionSettings reads(boolean consistent, boolean strict, int pageSize) {
        return new SessionSettings(false, consistent, strict, pageSize, ReadLimits.defaults());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("scan", "forbid", limits(ScanPolicy.FORBID, 1, 0, MEMORY, 0)),
                Arguments.of("SCAN", "Allow", limits(ScanPolicy.ALLOW, 1, 0, MEMORY, 0)),
                Arguments.of("prefetch", "0", limits(ScanPolicy.WARN, 0, 0, MEMORY, 0)),
                Arguments.of("scansegments", "4", limits(ScanPolicy.WARN, 1, 4, MEMORY, 0)),
                Arguments.of("maxMemoryBytes", "5000000000", limits(ScanPolicy.WARN, 1, 0, 5_000_000_000L, 0)),
                Arguments.of("maxReadUnits", "7", limits(ScanPolicy.WARN, 1, 0, MEMORY, 7)),
                Arguments.of("consistentRead", "false", reads(false, false, 0)),
                Arguments.of("consistentRead", "STRICT", reads(true, true, 0)),
                Arguments.of("pageSize", "25", reads(true, false, 25)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void setChangesOneSetting(String name, String value, SessionSettings expected) {
        assertThat(SessionProperties.set(DEFAULTS, name, value)).isEqualTo(expected);
    }

    @Test
    void setKeepsTheOtherSettings() {
        SessionSettings settings = DEFAULTS.withReadOnly(true);
        for (Arguments change : changes().toList()) {
            Object[] of = change.get();
            settings = SessionProperties.set(settings, (String) of[0], (String) of[1]);
        }

        assertThat(settings)
                .isEqualTo(new SessionSettings(
                        true, true, true, 25, new ReadLimits(ScanPolicy.ALLOW, 0, 4, 5_000_000_000L, 7)));
    }

    @Test
    void everySettableNameIsASetting() {
        assertThat(SessionProperties.settable())
                .containsExactlyInAnyOrder(
                        "consistentRead",
                        "pageSize",
                        "prefetch",
                        "scan",
                        "scanSegments",
                        "maxReadUnits",
                        "atomicity",
                        "safeWrites",
                        "writeConcurrency",
                        "maxMemoryBytes",
                        "hideExpired",
                        "slowStatementMillis");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scann         | allow  | 42704 | there is no setting "scann"; did you mean "scan"?; SET changes consistentRead, pageSize
            timezone      | UTC    | 42704 | there is no setting "timezone"; SET changes
            region        | x      | HYC00 | SET cannot change region: it is fixed when the connection is made
            logValues     | true   | HYC00 | SET cannot change logValues: it is fixed
            loginTimeout  | 5      | HYC00 | SET cannot change loginTimeout: it is fixed
            bind.<column> | 5      | HYC00 | SET cannot change bind.<column>: it is fixed
            readOnly      | false  | HYC00 | SET cannot change readOnly: it is changed with Connection.setReadOnly
            scan          | never  | 22023 | setting scan cannot be 'never'; it has to be one of warn, allow, forbid
            scan          | ''     | 22023 | setting scan cannot be ''
            prefetch      | 17     | 22023 | setting prefetch cannot be '17'; it has to be a whole number from 0 to 16
            slowStatementMillis | -1 | 22023 | setting slowStatementMillis cannot be '-1'; it has to be a whole number from 0
            pageSize      | 1.5    | 22023 | setting pageSize cannot be '1.5'
            pageSize      | ''     | 22023 | setting pageSize cannot be ''
            maxMemoryBytes| 0      | 22023 | a whole number from 1 to 9223372036854775807
            """)
    void whatSetCannotDoIsAnError(String name, String value, String state, String message) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SessionProperties.set(DEFAULTS, name, value))
                .withMessageContaining(message)
                .satisfies(error -> assertThat(error.state().code()).isEqualTo(state));
    }
}
