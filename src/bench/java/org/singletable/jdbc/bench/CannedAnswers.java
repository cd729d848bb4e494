package org.singletable.jdbc.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What DynamoDB answers of {@link Shop}: the bodies by operation. */
final class CannedAnswers {
    private static final String READ = "\"ConsumedCapacity\":{\"CapacityUnits\":%s,\"TableName\":\"shop\"}";
    private static final String WRITTEN = "{" + READ.formatted("1.0") + "}";

    private static final String TABLE = """
            {"Table":{"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
            {"AttributeName":"sk","AttributeType":"S"}],\
            "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"ItemCount":1000,\
            "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],\
            "TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/shop","TableName":"shop",\
            "TableSizeBytes":264000,"TableStatus":"ACTIVE"}}""";

    private static final String TIME_TO_LIVE = """
            {"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}""";

    private CannedAnswers() {}

    /** GetItem finds the first order of {@link Shop#CUSTOMER}, Query all of them, on one page. */
    static Map<String, byte[]> byOperation() {
        String item = item(Order.of(Shop.CUSTOMER, 0));
        String items = IntStream.range(0, Shop.SOME_ORDERS)
                .mapToObj(number -> item(Order.of(Shop.CUSTOMER, number)))
                .collect(Collectors.joining(","));
        return Map.of(
                "DescribeTable", TABLE.getBytes(UTF_8),
                "DescribeTimeToLive", TIME_TO_LIVE.getBytes(UTF_8),
                "GetItem", ("{" + READ.formatted("1.0") + ",\"Item\":" + item + "}").getBytes(UTF_8),
                "Query",
                        ("{" + READ.formatted("33.0") + ",\"Count\":1000,\"Items\":[" + items
                                        + "],\"ScannedCount\":1000}")
                                .getBytes(UTF_8),
                "PutItem", WRITTEN.getBytes(UTF_8),
                "UpdateItem", WRITTEN.getBytes(UTF_8));
    }

    private static String item(Order order) {
        return "{"
                + String.join(
                        ",",
                        text("note", order.note()),
                        number("total", order.total().toPlainString()),
                        text("placed", order.placed()),
                        number("quantity", Integer.toString(order.quantity())),
                        text("city", order.city()),
                        "\"paid\":{\"BOOL\":" + order.paid() + "}",
                        text("sk", Shop.sortKey(order.orderId())),
                        number("weight", Long.toString(order.weight())),
                        text("pk", Shop.partitionKey(order.customerId())),
                        text("status", order.status()))
                + "}";
    }

    private static String text(String name, String value) {
        return "\"%s\":{\"S\":\"%s\"}".formatted(name, value);
    }

    private static String number(String name, String value) {
        return "\"%s\":{\"N\":\"%s\"}".formatted(name, value);
    }
}
