package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
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
        if (given < 1 || given > procedure.parameters().size()) {
            throw PlanErrors.wrongProcedureArguments(procedure.sqlName(), given, procedure.signature());
        }
        rows.requireUnbound("CALL " + procedure.sqlName());
        List<BoundExpr> arguments = new ArrayList<>();
        for (int i = 0; i < given; i++) {
            arguments.add(argument(
                    call.arguments().get(i), procedure.parameters().get(i).type()));
        }
        Plan.CallPlan plan = new Plan.CallPlan(
                parameters.infos(),
                procedure,
                arguments.get(0),
                given > 1 ? arguments.get(1) : null,
                given > 2 ? arguments.get(2) : null);
        if (plan.entity() instanceof BoundExpr.Constant constant && constant.value() instanceof String name) {
            plan.entities(name, catalog);
        }
        return plan;
    }

    private BoundExpr argument(Expr expr, SqlType type) {
        return ImplicitConversion.convert(binder.bind(expr, type), type);
    }
}
