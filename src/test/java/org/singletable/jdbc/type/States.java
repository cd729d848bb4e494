package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Assertions on SQLStates. */
final class States {
    private States() {}

    static void assertState(SqlState expected, ThrowingCallable call) {
        assertThat(stateOf(call)).isEqualTo(expected.code());
    }

    /** The state of the error that the call fails with; a call that succeeds fails the test. */
    static String stateOf(ThrowingCallable call) {
        DriverException error = catchThrowableOfType(DriverException.class, call);
        assertThat(error).as("an error was expected").isNotNull();
        assertThat(error.getMessage()).endsWith(".");
        return error.state().code();
    }
}
