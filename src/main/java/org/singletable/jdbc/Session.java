package org.singletable.jdbc;

import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.settings.SessionProperties;
import org.singletable.jdbc.settings.Settings.SessionSettings;

/** A connection's settings: what its properties say, until {@code SET} or a JDBC call changes them. */
final class Session {
    private final SessionSettings initial;
    private volatile SessionSettings settings;

    Session(SessionSettings initial) {
        this.initial = initial;
        this.settings = initial;
    }

    SessionSettings settings() {
        return settings;
    }

    void setReadOnly(boolean readOnly) {
        settings = settings.withReadOnly(readOnly);
    }

    /**
     * {@code SET} and {@code RESET ALL}, which leaves alone what JDBC calls set.
     *
     * @throws org.singletable.jdbc.error.DriverException 42704, HYC00, 22023
     */
    void apply(Plan.SettingPlan plan) {
        String name = plan.name();
        String value = plan.value();
        settings = name == null || value == null
                ? initial.withReadOnly(settings.readOnly())
                : SessionProperties.set(settings, name, value);
    }
}
