package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.Plan.ParameterInfo;
import org.singletable.jdbc.type.SqlType;

/** Collects, while a statement is bound, what its {@code ?} are compared with or assigned to. */
final class Parameters {
    private static final ParameterInfo UNKNOWN = new ParameterInfo(SqlType.STRING, true);

    private final List<@Nullable ParameterInfo> infos;

    Parameters(int count) {
        this.infos = new ArrayList<>(Collections.nCopies(count, null));
    }

    BoundExpr.Param use(int index, SqlType type, boolean nullable) {
        infos.set(index - 1, new ParameterInfo(type, nullable));
        return new BoundExpr.Param(index, type);
    }

    List<ParameterInfo> infos() {
        return infos.stream().map(info -> info == null ? UNKNOWN : info).toList();
    }
}
