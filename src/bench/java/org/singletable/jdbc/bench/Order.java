package org.singletable.jdbc.bench;

import java.math.BigDecimal;

/** A row of ten columns, which is an item of ten attributes. Its JSON in an answer of DynamoDB has about 264 bytes. */
record Order(
        String customerId,
        String orderId,
        String status,
        String city,
        String note,
        String placed,
        BigDecimal total,
        int quantity,
        long weight,
        boolean paid) {
    private static final String[] STATUS = {"new", "paid", "shipped"};
    private static final String[] CITY = {"Amsterdam", "Lisboa", "Malmö"};

    /** The order of a customer with some number; equal numbers give equal orders. */
    static Order of(String customerId, int number) {
        return new Order(
                customerId,
                id(number),
                STATUS[number % STATUS.length],
                CITY[number / 7 % CITY.length],
                "leave it at the door",
                "2026-03-%02dT12:%02d:00Z".formatted(number % 28 + 1, number % 60),
                BigDecimal.valueOf(number % 90_000 + 1_000, 2),
                number % 9 + 1,
                number % 5_000 + 250,
                number % 2 == 0);
    }

    /** The id of the order with some number. */
    static String id(int number) {
        return "%08d".formatted(number);
    }

    /**
     * A number that depends on every column of a row: who has it has read them all, and programs that read the same rows have
     * the same one.
     */
    static long sum(
            String customerId,
            String orderId,
            String status,
            String city,
            String note,
            String placed,
            BigDecimal total,
            int quantity,
            long weight,
            boolean paid) {
        long text = customerId.length()
                + orderId.charAt(orderId.length() - 1)
                + status.length()
                + city.length()
                + note.length()
                + placed.charAt(9);
        return text + total.intValue() + quantity + weight + (paid ? 1 : 0);
    }
}
