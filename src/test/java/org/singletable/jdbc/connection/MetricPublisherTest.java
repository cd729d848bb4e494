package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.SingleTableDataSource;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's metrics go to the publisher of the data source, and to no other. */
class MetricPublisherTest {
    private static final String URL =
            "jdbc:singletable:mem:metrics?mapping=mapping-examples/quickstart.json&linger=60s&loginTimeout=60s";

    /** Keeps the names of the operations it is told of. */
    private static final class Operations implements MetricPublisher {
        private final List<String> names = new CopyOnWriteArrayList<>();
        private volatile boolean closed;

        @Override
        public void publish(MetricCollection metrics) {
            names.addAll(metrics.metricValues(CoreMetric.OPERATION_NAME));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static SingleTableDataSource source(MetricPublisher publisher) {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl(URL);
        source.setMetricPublisher(publisher);
        return source;
    }

    private static void lookUp(Connection connection) throws SQLException {
        rows(connection, "SELECT email FROM customer WHERE username = 'ann'");
    }

    @Test
    void eachPublisherIsToldOfTheRequestsOfItsOwnDataSource() throws SQLException {
        Operations first = new Operations();
        Operations second = new Operations();
        try (Connection one = source(first).getConnection();
                Connection other = source(second).getConnection();
                Connection none = source(null).getConnection()) {
            lookUp(one);
            lookUp(none);

            assertThat(first.names)
                    .contains("DescribeTable")
                    .endsWith("GetItem")
                    .containsOnlyOnce("GetItem");
            assertThat(second.names).contains("DescribeTable").doesNotContain("GetItem");

            lookUp(other);
            assertThat(first.names).containsOnlyOnce("GetItem");
            assertThat(second.names).endsWith("GetItem");
            assertThat(one.unwrap(DynamoDbClient.class)).isNotSameAs(other.unwrap(DynamoDbClient.class));
        }
        assertThat(first.closed).isFalse();
    }

    @Test
    void connectionsWithTheSamePublisherShareAClient() throws SQLException {
        Operations publisher = new Operations();
        try (Connection one = source(publisher).getConnection();
                Connection other = source(publisher).getConnection()) {
            assertThat(one.unwrap(DynamoDbClient.class)).isSameAs(other.unwrap(DynamoDbClient.class));
        }
    }
}
