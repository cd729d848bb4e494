package org.singletable.jdbc.sql;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** COMMIT, ROLLBACK, SAVEPOINT and RELEASE as PostgreSQL has them, since JSqlParser reads not all of their forms. */
final class TransactionParser {
    private static final String BEGIN = "call Connection.setAutoCommit(false): the next statement begins a transaction";

    private final TokenCursor tokens;

    TransactionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /**
     * The statement, null where it is none of these. What follows it has not been looked at.
     *
     * @throws DriverException 42601, HYC00 for BEGIN, START TRANSACTION, END, ABORT and what these statements take elsewhere
     */
    @Nullable
    Statement statement() {
        return switch (tokens.word()) {
            case "COMMIT" -> commit();
            case "ROLLBACK" -> rollback();
            case "SAVEPOINT" -> {
                tokens.skip();
                yield new Statement.Savepoint(tokens.name());
            }
            case "RELEASE" -> {
                tokens.skip();
                yield new Statement.ReleaseSavepoint(savepoint());
            }
            case "BEGIN" -> throw SqlErrors.unsupported("BEGIN", BEGIN);
            case "START" -> throw SqlErrors.unsupported("START TRANSACTION", BEGIN);
            case "END" -> throw SqlErrors.unsupported("END", "use COMMIT");
            case "ABORT" -> throw SqlErrors.unsupported("ABORT", "use ROLLBACK");
            default -> null;
        };
    }

    private Statement commit() {
        tokens.skip();
        skipNoise();
        refuse("COMMIT", "PREPARED");
        refuse("COMMIT", "AND");
        return new Statement.Commit();
    }

    private Statement rollback() {
        tokens.skip();
        skipNoise();
        refuse("ROLLBACK", "PREPARED");
        refuse("ROLLBACK", "AND");
        return new Statement.Rollback(tokens.skipIf("TO") ? savepoint() : null);
    }

    private void skipNoise() {
        if (!tokens.skipIf("WORK")) {
            tokens.skipIf("TRANSACTION");
        }
    }

    private void refuse(String statement, String word) {
        if (tokens.word().equals(word)) {
            String clause = word.equals("AND") ? "AND CHAIN" : word;
            throw SqlErrors.unsupported(statement + " " + clause, "use " + statement);
        }
    }

    /** {@code [SAVEPOINT] name}, where the name may be this very word. */
    private String savepoint() {
        if (tokens.word(1).isEmpty()) {
            return tokens.name();
        }
        tokens.skipIf("SAVEPOINT");
        return tokens.name();
    }
}
