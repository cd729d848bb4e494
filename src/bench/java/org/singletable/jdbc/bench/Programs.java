package org.singletable.jdbc.bench;

import java.util.Map;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The programs of the subjects for one thread, checked before anything is measured; {@link #orders} is of the one in turn. */
@State(Scope.Thread)
public abstract class Programs {
    private Map<Subject, Clients> clients;
    private Map<Subject, Orders> all;
    private Orders orders;

    /** The clients of a subject. */
    abstract Clients clients(Subject subject) throws Exception;

    Orders orders() {
        return orders;
    }

    @Setup
    public void open() throws Exception {
        clients = Turns.each(this::clients);
        all = Turns.each(subject -> clients.get(subject).orders());
        for (Orders each : all.values()) {
            Expected.check(each);
        }
    }

    @Setup(Level.Iteration)
    public void take(Turns turns) {
        orders = all.get(turns.subject());
    }

    @TearDown
    public void close() throws Exception {
        Turns.closeAll(all);
        Turns.closeAll(clients);
    }
}
