package org.singletable.jdbc.springdata;

import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AbstractDialect;
import org.springframework.data.relational.core.dialect.IdGeneration;
import org.springframework.data.relational.core.dialect.InsertRenderContext;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.dialect.LockClause;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.LetterCasing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.Quoting;
import org.springframework.data.relational.core.sql.LockOptions;

/** The driver's SQL for Spring Data JDBC 3. */
public final class SingleTableJdbcDialect extends AbstractDialect implements JdbcDialect {
    /** The only one: a dialect has no state. */
    public static final SingleTableJdbcDialect INSTANCE = new SingleTableJdbcDialect();

    private static final LimitClause LIMIT = new LimitClause() {
        @Override
        public String getLimit(long limit) {
            return "LIMIT " + limit;
        }

        @Override
        public String getOffset(long offset) {
            return "OFFSET " + offset;
        }

        @Override
        public String getLimitOffset(long limit, long offset) {
            return "LIMIT " + limit + " OFFSET " + offset;
        }

        @Override
        public LimitClause.Position getClausePosition() {
            return LimitClause.Position.AFTER_ORDER_BY;
        }
    };

    private static final LockClause LOCK = new LockClause() {
        @Override
        public String getLock(LockOptions lockOptions) {
            return "FOR UPDATE";
        }

        @Override
        public LockClause.Position getClausePosition() {
            return LockClause.Position.AFTER_ORDER_BY;
        }
    };

    private static final IdGeneration IDS = new IdGeneration() {
        /** Without names all columns come that were filled in. */
        @Override
        public boolean driverRequiresKeyColumnNames() {
            return true;
        }

        @Override
        public boolean sequencesSupported() {
            return false;
        }
    };

    private static final InsertRenderContext INSERT = new InsertRenderContext() {
        @Override
        public String getDefaultValuesInsertPart() {
            return " DEFAULT VALUES";
        }
    };

    private SingleTableJdbcDialect() {}

    @Override
    public LimitClause limit() {
        return LIMIT;
    }

    @Override
    public LockClause lock() {
        return LOCK;
    }

    /** Names as they are in the mapping file. */
    @Override
    public IdentifierProcessing getIdentifierProcessing() {
        return IdentifierProcessing.create(Quoting.ANSI, LetterCasing.AS_IS);
    }

    @Override
    public IdGeneration getIdGeneration() {
        return IDS;
    }

    @Override
    public InsertRenderContext getInsertRenderContext() {
        return INSERT;
    }

    /** That query numbers rows by window functions. */
    @Override
    public boolean supportsSingleQueryLoading() {
        return false;
    }
}
