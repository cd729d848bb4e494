package org.singletable.jdbc.shell;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shop that the shell shows when it is not told what to connect to. The same rows each time. */
final class SampleData {
    static final String URL =
            "jdbc:singletable:mem:shop?mapping=classpath:mapping-examples/quickstart.json&drop=onClose";

    static final String WELCOME = """
            SQL on one DynamoDB table: a shop in memory, with sample rows. Try

              SELECT * FROM customer WHERE username = 'ann';
              SELECT * FROM order WHERE username = 'ann';
              SELECT sku, title, price FROM product LIMIT 5;

            !tables lists the tables, !describe TABLE the columns; !help tells the rest, !quit leaves.

            """;

    private static final List<String> CUSTOMERS = List.of(
            "ann", "bob", "carol", "dave", "eve", "frank", "grace", "heidi", "ivan", "judy", "karl", "laura", "mike",
            "nina", "oscar", "peggy", "quinn", "rosa", "sam", "zoe");
    private static final List<String> CITIES = List.of("Amsterdam", "Kraków", "Lisboa", "Malmö", "Zürich");
    private static final List<Product> PRODUCTS = List.of(
            new Product("Apple", "food", "fresh"),
            new Product("Bread", "food", "fresh"),
            new Product("Candle", "home", "gift", "wax"),
            new Product("Desk lamp", "office"),
            new Product("Envelope", "office", "paper"),
            new Product("Flour", "food"),
            new Product("Garlic", "food"),
            new Product("Honey", "food", "gift"),
            new Product("Ink", "office"),
            new Product("Juice", "food"),
            new Product("Kettle", "home"),
            new Product("Lemon", "food", "fresh"),
            new Product("Mug", "home", "gift"),
            new Product("Notebook", "office", "paper"),
            new Product("Olive oil", "food"),
            new Product("Pencil", "office", "school"),
            new Product("Quilt", "home", "gift", "wool"),
            new Product("Rice", "food"),
            new Product("Scissors", "office", "school"),
            new Product("Tea", "food"),
            new Product("Umbrella", "home"),
            new Product("Vase", "home"),
            new Product("Walnut", "food"),
            new Product("Yarn", "home", "wool"));
    private static final List<String> STATUSES = List.of("new", "paid", "shipped", "cancelled");
    /** Most orders have none. */
    private static final List<@Nullable String> NOTES = Arrays.asList(
            null, "Ring twice", null, null, "It's a present: no bill, please", null, "Back door", null, null);

    private static final OffsetDateTime OPENED = OffsetDateTime.of(2026, 1, 5, 9, 0, 0, 0, ZoneOffset.UTC);
    private static final int ORDERS_PER_CUSTOMER = 3;
    private static final int LINES_PER_ORDER = 2;

    private record Product(String title, String category, List<String> tags) {
        Product(String title, String category, String... tags) {
            this(title, category, List.of(tags));
        }
    }

    private SampleData() {}

    /** A connection to a shop of its own, which ends with it. */
    static Connection connect() throws SQLException {
        Connection connection = Drivers.connect(URL);
        try {
            insert(connection);
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
        return connection;
    }

    static void insert(Connection connection) throws SQLException {
        insertProducts(connection);
        insertCustomers(connection);
        insertOrders(connection);
        insertLines(connection);
    }

    private static void insertProducts(Connection connection) throws SQLException {
        String sql = "INSERT INTO product (sku, title, category, price, stock, tags) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int product = 0; product < PRODUCTS.size(); product++) {
                insert.setString(1, sku(product));
                insert.setString(2, PRODUCTS.get(product).title());
                insert.setString(3, PRODUCTS.get(product).category());
                insert.setBigDecimal(4, price(product));
                insert.setInt(5, product * 7 % 40);
                List<String> tags = PRODUCTS.get(product).tags();
                insert.setArray(6, tags.isEmpty() ? null : connection.createArrayOf("VARCHAR", tags.toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertCustomers(Connection connection) throws SQLException {
        String sql = "INSERT INTO customer (username, email, name, city, joined) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int customer = 0; customer < CUSTOMERS.size(); customer++) {
                String name = CUSTOMERS.get(customer);
                insert.setString(1, name);
                insert.setString(2, name + "@example.com");
                insert.setString(3, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
                // Some have none, so that there are NULLs to see.
                insert.setString(4, customer % 3 == 1 ? null : CITIES.get(customer % CITIES.size()));
                insert.setObject(5, OPENED.plusDays(customer));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertOrders(Connection connection) throws SQLException {
        String sql =
                "INSERT INTO \"order\" (username, order_id, status, total, placed, note) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int customer = 0; customer < CUSTOMERS.size(); customer++) {
                for (int order = 0; order < ORDERS_PER_CUSTOMER; order++) {
                    insert.setString(1, CUSTOMERS.get(customer));
                    insert.setString(2, orderId(customer, order));
                    insert.setString(3, STATUSES.get((customer + order) % STATUSES.size()));
                    insert.setBigDecimal(4, total(customer, order));
                    insert.setObject(5, OPENED.plusDays(customer).plusHours(30L * (order + 1)));
                    insert.setString(6, NOTES.get((customer + 2 * order) % NOTES.size()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void insertLines(Connection connection) throws SQLException {
        String sql =
                "INSERT INTO order_line (username, order_id, line_no, sku, quantity, price) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int customer = 0; customer < CUSTOMERS.size(); customer++) {
                for (int order = 0; order < ORDERS_PER_CUSTOMER; order++) {
                    for (int line = 1; line <= LINES_PER_ORDER; line++) {
                        int product = product(customer, order, line);
                        insert.setString(1, CUSTOMERS.get(customer));
                        insert.setString(2, orderId(customer, order));
                        insert.setInt(3, line);
                        insert.setString(4, sku(product));
                        insert.setInt(5, line);
                        insert.setBigDecimal(6, price(product));
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private static String sku(int product) {
        return "P%03d".formatted(product + 1);
    }

    private static BigDecimal price(int product) {
        return BigDecimal.valueOf(95 + 140L * product, 2);
    }

    private static String orderId(int customer, int order) {
        return "%04d".formatted(1001 + customer * ORDERS_PER_CUSTOMER + order);
    }

    private static int product(int customer, int order, int line) {
        return (customer * 7 + order * 5 + line * 3) % PRODUCTS.size();
    }

    /** The sum of the order's lines, each of which has as many pieces as its number says. */
    private static BigDecimal total(int customer, int order) {
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 1; line <= LINES_PER_ORDER; line++) {
            total = total.add(price(product(customer, order, line)).multiply(BigDecimal.valueOf(line)));
        }
        return total;
    }
}
