package org.singletable.jdbc.mapping;

import java.util.List;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Everything that is wrong with a mapping file, at once. */
public final class MappingException extends DriverException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One problem.
     *
     * @param pointer JSON pointer (RFC 6901) of the place, such as {@code /entities/order/columns/total/type}
     * @param line from 1; 0 where the place has no text
     * @param column from 1; 0 where the place has no text
     * @param message what is wrong and what was expected
     */
    public record Problem(String pointer, int line, int column, String message) {}

    public MappingException(String source, List<Problem> problems) {
        super(SqlState.CANNOT_CONNECT, describe(source, problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String describe(String source, List<Problem> problems) {
        StringBuilder text = new StringBuilder(
                "mapping " + source + ": " + problems.size() + " problem" + (problems.size() == 1 ? "" : "s"));
        for (Problem problem : problems) {
            text.append("\n  ").append(problem.pointer());
            if (problem.line() > 0) {
                text.append(" (line ")
                        .append(problem.line())
                        .append(", column ")
                        .append(problem.column())
                        .append(')');
            }
            text.append(": ").append(problem.message());
        }
        return text.toString();
    }
}
