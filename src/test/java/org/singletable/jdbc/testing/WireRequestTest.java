package org.singletable.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireRequestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DescribeTable | {'TableName': 't'} | DescribeTable
            GetItem | {'Key': {'sk': {'N': '1.50'}, 'pk': {'S': 'a"b'}}, 'ConsistentRead': true} | GetItem; key pk = "a\\"b", sk = 1.50; consistent
            Query | {'IndexName': 'gsi1', 'KeyConditionExpression': '#a0 = :v0 AND begins_with(#a1, :v1)', 'FilterExpression': '#a10 > :v2', 'ProjectionExpression': '#a0, #a1', 'ExpressionAttributeNames': {'#a0': 'pk', '#a1': 's k', '#a10': 'total'}, 'ExpressionAttributeValues': {':v0': {'S': '#a1 :v1 $1'}, ':v1': {'B': 'AQI='}, ':v2': {'N': '5'}}, 'Limit': 10, 'ScanIndexForward': false, 'ExclusiveStartKey': {'pk': {'S': 'x'}}} | Query; index gsi1; key pk = "#a1 :v1 $1" AND begins_with(`s k`, b"AQI="); filter total > 5; project pk, `s k`; limit 10; backward; after pk = "x"
            Scan | {'Select': 'COUNT', 'Segment': 0, 'TotalSegments': 4, 'ScanIndexForward': true, 'ConsistentRead': false} | Scan; select COUNT; segment 0 of 4
            BatchGetItem | {'RequestItems': {'t': {'Keys': [{'pk': {'S': 'a'}}, {'pk': {'S': 'b'}}], 'ConsistentRead': true, 'ProjectionExpression': '#a0', 'ExpressionAttributeNames': {'#a0': 'name'}}}} | BatchGetItem; keys (pk = "a") (pk = "b"); project name; consistent
            PutItem | {'Item': {'pk': {'S': 'a'}, 'b': {'BOOL': true}, 'n': {'NULL': true}, 's': {'SS': ['x', 'y']}, 'l': {'L': [{'N': '1'}, {'M': {'k': {'S': 'v'}}}]}, 'ns': {'NS': ['1', '2']}}, 'ConditionExpression': 'attribute_not_exists(#a0)', 'ExpressionAttributeNames': {'#a0': 'pk'}} | PutItem; item b = true, l = [1, {"k": "v"}], n = null, ns = {1, 2}, pk = "a", s = {"x", "y"}; condition attribute_not_exists(pk)
            UpdateItem | {'Key': {'pk': {'S': 'a'}}, 'UpdateExpression': 'SET #a0 = :v0 REMOVE #a1.#a2[3]', 'ExpressionAttributeNames': {'#a0': 'x', '#a1': 'm', '#a2': 'n'}, 'ExpressionAttributeValues': {':v0': {'N': '1'}}} | UpdateItem; key pk = "a"; update SET x = 1 REMOVE m.n[3]
            TransactWriteItems | {'TransactItems': [{'Put': {'Item': {'pk': {'S': 'a'}}}}, {'Delete': {'Key': {'pk': {'S': 'b'}}}}]} | TransactWriteItems; [Put; item pk = "a"] [Delete; key pk = "b"]
            """)
    void oneLine(String operation, String body, String line) throws JsonProcessingException {
        WireRequest request = new WireRequest(
                operation, new ObjectMapper().readTree(body.replace('\'', '"').replace("a\"b", "a\\\"b")));
        assertThat(request).hasToString(line);
        assertThat(request.response()).isEmpty();
    }
}
