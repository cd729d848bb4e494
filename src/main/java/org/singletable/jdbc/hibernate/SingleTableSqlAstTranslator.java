package org.singletable.jdbc.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.predicate.LikePredicate;
import org.hibernate.sql.exec.spi.JdbcOperation;

/** Standard SQL, but for LIKE. */
final class SingleTableSqlAstTranslator<T extends JdbcOperation> extends StandardSqlAstTranslator<T> {
    SingleTableSqlAstTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
        super(sessionFactory, statement);
    }

    /** Without ESCAPE nothing escapes in HQL, while a backslash does in the driver. */
    @Override
    public void visitLikePredicate(LikePredicate like) {
        super.visitLikePredicate(like);
        if (like.getEscapeCharacter() == null) {
            appendSql(" escape ''");
        }
    }
}
