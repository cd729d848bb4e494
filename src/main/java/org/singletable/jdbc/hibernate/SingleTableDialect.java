package org.singletable.jdbc.hibernate;

import static org.hibernate.type.SqlTypes.BINARY;
import static org.hibernate.type.SqlTypes.BLOB;
import static org.hibernate.type.SqlTypes.CHAR;
import static org.hibernate.type.SqlTypes.CLOB;
import static org.hibernate.type.SqlTypes.FLOAT;
import static org.hibernate.type.SqlTypes.LONG32NVARCHAR;
import static org.hibernate.type.SqlTypes.LONG32VARBINARY;
import static org.hibernate.type.SqlTypes.LONG32VARCHAR;
import static org.hibernate.type.SqlTypes.NCHAR;
import static org.hibernate.type.SqlTypes.NCLOB;
import static org.hibernate.type.SqlTypes.NVARCHAR;
import static org.hibernate.type.SqlTypes.REAL;
import static org.hibernate.type.SqlTypes.SMALLINT;
import static org.hibernate.type.SqlTypes.TIME;
import static org.hibernate.type.SqlTypes.TIMESTAMP;
import static org.hibernate.type.SqlTypes.TIMESTAMP_WITH_TIMEZONE;
import static org.hibernate.type.SqlTypes.TINYINT;
import static org.hibernate.type.SqlTypes.VARBINARY;
import static org.hibernate.type.SqlTypes.VARCHAR;

import jakarta.persistence.TemporalType;
import java.sql.DatabaseMetaData;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.TimeZone;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.TemplatedViolatedConstraintNameExtractor;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.sqm.FetchClauseType;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.type.descriptor.DateTimeUtils;
import org.hibernate.type.descriptor.jdbc.UUIDJdbcType;

/**
 * The driver's SQL for Hibernate ORM 6. There is no DDL: the tables are those of the mapping file, so schema generation
 * has to be off.
 */
public class SingleTableDialect extends Dialect {
    private static final ViolatedConstraintNameExtractor CONSTRAINT_NAME = new TemplatedViolatedConstraintNameExtractor(
            error -> TemplatedViolatedConstraintNameExtractor.extractUsingTemplate(
                    "(constraint \"", "\")", String.valueOf(error.getMessage())));

    private static final String DUPLICATE_KEY = "23505";

    public SingleTableDialect() {
        super(DatabaseVersion.make(0));
    }

    public SingleTableDialect(DialectResolutionInfo info) {
        super(info);
    }

    /** Names that CAST takes. */
    @Override
    protected String columnType(int sqlTypeCode) {
        return switch (sqlTypeCode) {
            case TINYINT, SMALLINT -> "integer";
            case FLOAT, REAL -> "double precision";
            case CHAR, NCHAR, NVARCHAR -> columnType(VARCHAR);
            case CLOB, NCLOB -> "text";
            case BINARY, VARBINARY, BLOB -> "varbinary";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_WITH_TIMEZONE -> "timestamp with time zone";
            default -> super.columnType(sqlTypeCode);
        };
    }

    /** Without a length where HQL says none: else Hibernate would write its largest number. */
    @Override
    protected String castType(int sqlTypeCode) {
        return switch (sqlTypeCode) {
            case CHAR, NCHAR, VARCHAR, NVARCHAR, LONG32VARCHAR, LONG32NVARCHAR -> "varchar";
            case BINARY, VARBINARY, LONG32VARBINARY -> "varbinary";
            default -> super.castType(sqlTypeCode);
        };
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry serviceRegistry) {
        super.contributeTypes(contributions, serviceRegistry);
        contributions.contributeJdbcType(UUIDJdbcType.INSTANCE);
    }

    @Override
    public NationalizationSupport getNationalizationSupport() {
        return NationalizationSupport.IMPLICIT;
    }

    @Override
    public TimeZoneSupport getTimeZoneSupport() {
        return TimeZoneSupport.NATIVE;
    }

    @Override
    public boolean supportsTemporalLiteralOffset() {
        return true;
    }

    @Override
    public void appendDateTimeLiteral(
            SqlAppender appender, TemporalAccessor temporal, TemporalType precision, TimeZone jdbcTimeZone) {
        if (precision == TemporalType.TIMESTAMP && temporal.isSupported(ChronoField.OFFSET_SECONDS)) {
            // The escape {ts '...'} takes no offset.
            appender.appendSql("timestamp with time zone '");
            DateTimeUtils.appendAsTimestampWithNanos(appender, temporal, true, jdbcTimeZone);
            appender.appendSql('\'');
        } else {
            super.appendDateTimeLiteral(appender, temporal, precision, jdbcTimeZone);
        }
    }

    @Override
    public String currentTime() {
        return "localtime";
    }

    @Override
    public String currentLocalTimestamp() {
        return "localtimestamp";
    }

    @Override
    public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
        return new StandardSqlAstTranslatorFactory() {
            @Override
            protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
                    SessionFactoryImplementor sessionFactory, Statement statement) {
                return new SingleTableSqlAstTranslator<>(sessionFactory, statement);
            }
        };
    }

    @Override
    public boolean supportsFetchClause(FetchClauseType type) {
        return type == FetchClauseType.ROWS_ONLY;
    }

    @Override
    public boolean supportsOffsetInSubquery() {
        return true;
    }

    @Override
    public NullOrdering getNullOrdering() {
        return NullOrdering.SMALLEST;
    }

    @Override
    public boolean supportsCaseInsensitiveLike() {
        return true;
    }

    @Override
    public boolean supportsDistinctFromPredicate() {
        return true;
    }

    /** Columns with a {@code default} or {@code onUpdate} are {@code @Generated} without another read. */
    @Override
    public boolean supportsInsertReturningGeneratedKeys() {
        return true;
    }

    @Override
    public SequenceSupport getSequenceSupport() {
        return NoSequences.INSTANCE;
    }

    @Override
    public IdentityColumnSupport getIdentityColumnSupport() {
        return NoIdentityColumns.SUPPORT;
    }

    @Override
    public boolean supportsTemporaryTables() {
        return false;
    }

    /** Looks the ids up and lists them, since there are no temporary tables to keep them in. */
    @Override
    public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
            EntityMappingType entity, RuntimeModelCreationContext context) {
        return new InlineMutationStrategy(this);
    }

    /** Nothing locks, so nothing can be waited for or skipped. */
    @Override
    public boolean supportsLockTimeouts() {
        return false;
    }

    @Override
    public boolean supportsNoWait() {
        return false;
    }

    @Override
    public boolean supportsSkipLocked() {
        return false;
    }

    @Override
    public boolean supportsWait() {
        return false;
    }

    @Override
    public boolean supportsJdbcConnectionLobCreation(DatabaseMetaData metadata) {
        return false;
    }

    @Override
    public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
        return CONSTRAINT_NAME;
    }

    @Override
    public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
        return (error, message, sql) -> DUPLICATE_KEY.equals(error.getSQLState())
                ? new ConstraintViolationException(
                        message, error, sql, ConstraintKind.UNIQUE, CONSTRAINT_NAME.extractConstraintName(error))
                : null;
    }
}
