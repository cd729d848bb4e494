package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.Program;

/** Programs with nothing but the driver, its dependencies and {@link DriverManager}. */
class ProgramTest {
    private static final String QUICKSTART = "mapping=mapping-examples/quickstart.json";

    @Test
    void aShopIsKeptInMemoryAndTheProgramEndsByItself() {
        Program.Run run =
                Program.run(Program.quietClassPath(Shop.class), Shop.class, "jdbc:singletable:mem:shop?" + QUICKSTART);

        assertThat(run.out().lines())
                .containsExactly(
                        "inserted 1, 1, 1",
                        "Ann of Bern, ann@example.org",
                        "orders: new 10.50, paid null",
                        "updated 1, 1",
                        "Ann of Rome, ann@example.org",
                        "orders: new 10.50, shipped null",
                        "deleted 1, 1",
                        "orders: new 10.50",
                        "customers: 0");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void withoutALoggingProviderOnlySlf4jSaysSo() {
        Program.Run run =
                Program.run(Program.classPath(Shop.class), Shop.class, "jdbc:singletable:mem:shop?" + QUICKSTART);

        assertThat(run.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("SLF4J(W): "));
        assertThat(run.status()).isZero();
    }

    @Test
    void aFolderKeepsItsRowsForTheNextProgram(@TempDir Path folder) {
        String url = "jdbc:singletable:file:" + folder.resolve("shop") + "?" + QUICKSTART;

        assertThat(Program.run(Program.quietClassPath(Keep.class), Keep.class, url, "ann"))
                .isEqualTo(new Program.Run(0, "before: \n", ""));
        assertThat(Program.run(Program.quietClassPath(Keep.class), Keep.class, url, "bob"))
                .isEqualTo(new Program.Run(0, "before: ann\n", ""));
    }

    @Test
    void theMissingEngineIsNamedWithItsArtifact() {
        List<String> without = Program.without(
                Program.quietClassPath(Refused.class),
                name -> name.startsWith("DynamoDBLocal") || name.startsWith("sqlite4java") || name.startsWith("jetty"));

        Program.Run run = Program.run(without, Refused.class, "jdbc:singletable:mem:shop?" + QUICKSTART);

        assertThat(run)
                .isEqualTo(new Program.Run(
                        0,
                        "08001 the embedded engine is DynamoDB Local, which is not on the class path;"
                                + " add the Maven artifact com.amazonaws:DynamoDBLocal:2.6.1\n",
                        ""));
    }

    /** A customer and orders, from creation to deletion; everything is left open. */
    static final class Shop {
        public static void main(String[] arguments) throws SQLException {
            Connection connection = DriverManager.getConnection(arguments[0]);
            Statement statement = connection.createStatement();
            System.out.println("inserted "
                    + statement.executeUpdate("INSERT INTO customer (username, email, name, city)"
                            + " VALUES ('ann', 'ann@example.org', 'Ann', 'Bern')")
                    + ", " + order(connection, "o1", "new", "10.50")
                    + ", " + order(connection, "o2", "paid", null));
            show(statement);
            System.out.println("updated "
                    + statement.executeUpdate("UPDATE customer SET city = 'Rome' WHERE username = 'ann'") + ", "
                    + statement.executeUpdate(
                            "UPDATE \"order\" SET status = 'shipped'" + " WHERE username = 'ann' AND order_id = 'o2'"));
            show(statement);
            System.out.println("deleted "
                    + statement.executeUpdate("DELETE FROM \"order\" WHERE username = 'ann' AND order_id = 'o2'") + ", "
                    + statement.executeUpdate("DELETE FROM customer WHERE username = 'ann'"));
            showOrders(statement);
            ResultSet customers = statement.executeQuery("SELECT * FROM customer");
            int count = 0;
            while (customers.next()) {
                count++;
            }
            System.out.println("customers: " + count);
        }

        private static int order(Connection connection, String id, String status, String total) throws SQLException {
            PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO \"order\" (username, order_id, status, total) VALUES ('ann', ?, ?, ?)");
            insert.setString(1, id);
            insert.setString(2, status);
            insert.setBigDecimal(3, total == null ? null : new java.math.BigDecimal(total));
            return insert.executeUpdate();
        }

        private static void show(Statement statement) throws SQLException {
            ResultSet customer =
                    statement.executeQuery("SELECT name, city, email FROM customer WHERE username = 'ann'");
            customer.next();
            System.out.println(customer.getString("name") + " of " + customer.getString("city") + ", "
                    + customer.getString("email"));
            showOrders(statement);
        }

        private static void showOrders(Statement statement) throws SQLException {
            ResultSet orders = statement.executeQuery("SELECT status, total FROM \"order\" WHERE username = 'ann'");
            StringBuilder line = new StringBuilder("orders:");
            while (orders.next()) {
                line.append(line.length() > 7 ? ", " : " ")
                        .append(orders.getString(1))
                        .append(' ')
                        .append(orders.getBigDecimal(2));
            }
            System.out.println(line);
        }
    }

    /** Shows the customers that are there and adds one. */
    static final class Keep {
        public static void main(String[] arguments) throws SQLException {
            Connection connection = DriverManager.getConnection(arguments[0]);
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT username FROM customer");
            StringBuilder names = new StringBuilder();
            while (rows.next()) {
                names.append(rows.getString(1));
            }
            System.out.println("before: " + names);
            statement.executeUpdate(
                    "INSERT INTO customer (username, email) VALUES ('" + arguments[1] + "', 'x@example.org')");
        }
    }

    static final class Refused {
        public static void main(String[] arguments) {
            try {
                DriverManager.getConnection(arguments[0]);
            } catch (SQLException e) {
                System.out.println(e.getSQLState() + " " + e.getMessage());
            }
        }
    }
}
