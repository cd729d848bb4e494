package org.singletable.jdbc.dynamo;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * How much a condition takes of what DynamoDB allows. Never less than it takes in a request, whatever else is in that one.
 *
 * @param operators operators and functions
 * @param bytes of the expression's text
 * @param operandBytes of the names and values that its placeholders stand for
 */
public record ExpressionSize(int operators, int bytes, long operandBytes) {
    /** Of one expression. */
    public static final int MAX_OPERATORS = 300;

    /** Of one expression. */
    public static final int MAX_BYTES = 4096;

    /** Of all expressions of a request together. */
    public static final long MAX_OPERAND_BYTES = 2 * 1024 * 1024L;

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][av][0-9]+");

    /** A placeholder's number depends on what stands before it; 4 KB of text have fewer than 1000 of them. */
    private static final String LONGEST = "#a999";

    public static ExpressionSize of(Condition condition) {
        Expressions expressions = new Expressions();
        String text = expressions.condition(condition).orElse("");
        long names = expressions.names().values().stream()
                .mapToLong(ExpressionSize::bytes)
                .sum();
        long values = expressions.values().values().stream()
                .mapToLong(ExpressionSize::bytes)
                .sum();
        return new ExpressionSize(
                expressions.operators(),
                PLACEHOLDER.matcher(text).replaceAll(LONGEST).length(),
                names + values);
    }

    /** The size of both joined by {@code AND}, each in parentheses. */
    public ExpressionSize and(ExpressionSize other) {
        return new ExpressionSize(
                operators + 1 + other.operators,
                bytes + "() AND ()".length() + other.bytes,
                operandBytes + other.operandBytes);
    }

    /** Whether DynamoDB takes it as the only condition of a request. */
    public boolean fits() {
        return operators <= MAX_OPERATORS && bytes <= MAX_BYTES && operandBytes <= MAX_OPERAND_BYTES;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static long bytes(StoredValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> value.n().length();
            case B -> value.b().length();
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToLong(ExpressionSize::bytes).sum();
            case NS -> value.ns().stream().mapToLong(String::length).sum();
            case BS -> value.bs().stream().mapToLong(b -> b.length()).sum();
            // Each element of a document takes one more byte, and the document three.
            case L -> 3 + value.l().stream().mapToLong(v -> 1 + bytes(v)).sum();
            case M ->
                3
                        + value.m().entrySet().stream()
                                .mapToLong(member -> 1 + bytes(member.getKey()) + bytes(member.getValue()))
                                .sum();
            case UNKNOWN -> throw new IllegalArgumentException(value.toString());
        };
    }
}
