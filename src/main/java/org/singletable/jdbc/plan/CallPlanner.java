package org.singletable.jdbc.plan;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.type.SqlType;

/** Plans CALL. */
final class CallPlanner {
    private final Catalog catalog;
    private final RowScope rows;
    private final Parameters parameters;
    private final ExpressionBinder binder;

    CallPlanner(Catalog catalog, RowScope rows, Parameters parameters) {
        this.catalog = catalog;
        this.rows = rows;
        this.parameters = parameters;
        this.binder = new ExpressionBinder(Scope.EMPTY, parameters);
    }

    /** @throws org.singletable.jdbc.error.DriverException 42883, 42501, 42P01 where the entity is a literal */
    Plan plan(Statement.Call call) {
        Procedure procedure = Procedure.named(call.procedure())
                .orElseThrow(() -> PlanErrors.unknownProcedure(call.procedure(), Procedure.names()));
        int given = call.arguments().size();
        if (given < 1 || given > Procedure.PARAMETERS.size()) {
            throw PlanErrors.wrongProcedureArguments(procedure.sqlName(), given);
        }
        rows.requireUnbound("CALL " + procedure.sqlName());
        BoundExpr entity = text(call.arguments().get(0));
        if (entity instanceof BoundExpr.Constant constant && constant.value() instanceof String name) {
            Scope.entity(name, catalog);
        }
        @Nullable BoundExpr resume = given > 1 ? text(call.arguments().get(1)) : null;
        return new Plan.CallPlan(parameters.infos(), procedure, entity, resume);
    }

    private BoundExpr text(Expr expr) {
        return ImplicitConversion.convert(binder.bind(expr, SqlType.STRING), SqlType.STRING);
    }
}
