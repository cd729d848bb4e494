package org.singletable.jdbc.exec.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** The frames of several inputs, one input after the other. The very first one is waited for when it is made. */
final class ConcatenatedCursor implements RowCursor {
    private final List<RowCursor> inputs;
    private int at;
    private @Nullable Object @Nullable [] first;

    ConcatenatedCursor(List<RowCursor> inputs) {
        this.inputs = List.copyOf(inputs);
        this.first = read();
    }

    private @Nullable Object @Nullable [] read() {
        while (at < inputs.size()) {
            @Nullable Object[] frame = inputs.get(at).next();
            if (frame != null) {
                return frame;
            }
            inputs.get(at).close();
            at++;
        }
        return null;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (first == null) {
            return read();
        }
        @Nullable Object[] frame = first;
        first = null;
        return frame;
    }

    @Override
    public void close() {
        first = null;
        inputs.forEach(RowCursor::close);
    }
}
