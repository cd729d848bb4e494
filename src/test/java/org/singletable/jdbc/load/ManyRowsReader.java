package org.singletable.jdbc.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.singletable.jdbc.ExecutionCost;

/** Reads all rows of a statement and prints how many they were, what they cost, and the memory that took. */
public final class ManyRowsReader {
    private static final long MEGABYTE = 1 << 20;

    private ManyRowsReader() {}

    /** @param args URL, mapping, statement */
    public static void main(String[] args) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", args[1]);
        try (Connection connection = DriverManager.getConnection(args[0], properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(args[2])) {
            long count = 0;
            long sum = 0;
            while (rows.next()) {
                count++;
                sum += rows.getLong(1);
            }
            System.out.println(count + " rows, the first column adds up to " + sum);
            ExecutionCost cost = statement.unwrap(ExecutionCost.class);
            System.out.println("requests " + cost.requests() + ", items read " + cost.itemsRead());
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.println("heap: at most " + Runtime.getRuntime().maxMemory() / MEGABYTE
                + " MB, the pools' peaks add up to " + peak / MEGABYTE + " MB");
    }
}
