package org.singletable.jdbc.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Items taken from the bytes of an answer are those that the SDK makes of the same bytes. */
class ReceivedItemsTest {
    private static final String[] NAMES = {"pk", "sk", "name", "größe", "a b", "q\"", "\uD83D\uDE00", "x.y", ""};
    private static final String[] TEXTS = {"", "a", "ü", "\uD83D\uDE00", "\"quoted\"", "back\\slash", "line\nend\u0001"
    };
    private static final String[] NUMBERS = {"0", "-1", "3.50", "12345678901234567890123456789012345678", "1E-130"};

    @Test
    void anyAnswerReadsAsTheSdkReadsIt() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] answer = answer(random, random.nextInt(20)).getBytes(UTF_8);
            QueryResponse plain = bySdk(ok(answer));

            ReceivedItems received = new ReceivedItems(null);
            QueryResponse rest = bySdk(received.takeFrom(ok(answer)));

            assertThat(received.or(List.of())).as("seed " + seed).isEqualTo(SdkItems.items(plain.items()));
            // The text has all fields but the headers, which tell another length.
            assertThat(rest.toBuilder().items(plain.items()).build())
                    .as("seed " + seed)
                    .hasToString(plain.toString());
        }
    }

    @Test
    void onlyWantedAttributesAreKept() throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            byte[] answer = answer(new Random(seed), 5).getBytes(UTF_8);
            List<Item> all = SdkItems.items(bySdk(ok(answer)).items());
            Set<String> wanted = Set.of("pk", "name", "q\"");

            ReceivedItems received = new ReceivedItems(wanted);
            received.takeFrom(ok(answer));

            assertThat(received.or(List.of()))
                    .isEqualTo(all.stream().map(item -> item.only(wanted)).toList());
        }
    }

    @Test
    void itemsOfAnswersToKeysAreFound() throws IOException {
        assertThat(items("{'Item': {'pk': {'S': 'a'}}}")).containsExactly(TestItems.item("{'pk': {'S': 'a'}}"));
        assertThat(items("{'Item': {}}")).containsExactly(new Item(Map.of()));
        assertThat(items("{'ConsumedCapacity': {'CapacityUnits': 0.5}}")).isEmpty();
        assertThat(items("{'Responses': {'t': [{'pk': {'S': 'a'}}, {'pk': {'S': 'b'}}]}, 'UnprocessedKeys': {}}"))
                .containsExactly(TestItems.item("{'pk': {'S': 'a'}}"), TestItems.item("{'pk': {'S': 'b'}}"));
    }

    /** Without a checksum, and without the length of the body that would end it early. */
    @Test
    void anAnswerThatIsCutAnywhereIsNone() {
        byte[] answer = answer(new Random(7), 3).getBytes(UTF_8);
        for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            assertThatThrownBy(() -> new ReceivedItems(null).takeFrom(response(cut, 200, Map.of())))
                    .as("cut after " + length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerOfAWrongChecksumIsNone() {
        Random random = new Random(8);
        byte[] answer = answer(random, 5).getBytes(UTF_8);
        HttpExecuteResponse right = ok(answer);
        for (int i = 0; i < 200; i++) {
            byte[] changed = answer.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            HttpExecuteResponse response = HttpExecuteResponse.builder()
                    .response(right.httpResponse())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(changed)))
                    .build();
            assertThatThrownBy(() -> new ReceivedItems(null).takeFrom(response)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{} {}",
                "{'Items': {}}",
                "{'Items': [[]]}",
                "{'Items': [{'a': 'b'}]}",
                "{'Items': [{'a': {'S': 1}}]}",
                "{'Items': [{'a': {'S': null}}]}",
                "{'Items': [{'a': {'N': 1}}]}",
                "{'Items': [{'a': {'BOOL': 'true'}}]}",
                "{'Items': [{'a': {'B': '?'}}]}",
                "{'Items': [{'a': {'SS': 'a'}}]}",
                "{'Items': [{'a': {'S': 'a', 'N': '1'}}]}",
                "{'Items': [{'a': {'S': 'a'}, 'a': {'S': 'b'}}]}",
                "{'Item': []}",
                "{'Responses': []}",
                "{'Responses': {'t': {}}}"
            })
    void whatDynamoDbDoesNotWriteIsNoAnswer(String json) {
        assertThatThrownBy(() -> items(json)).isInstanceOf(IOException.class);
    }

    @Test
    void errorsAndEncodedAnswersAreLeftToTheSdk() throws IOException {
        byte[] bytes = "{'Items': [{'pk': {'S': 'a'}}]}".replace('\'', '"').getBytes(UTF_8);
        for (HttpExecuteResponse response :
                List.of(response(bytes, 400, Map.of()), response(bytes, 200, Map.of("Content-Encoding", "gzip")))) {
            ReceivedItems received = new ReceivedItems(null);
            assertThat(received.takeFrom(response)).isSameAs(response);
            Item other = TestItems.item("{'pk': {'S': 'b'}}");
            assertThat(received.or(List.of(SdkItems.sdk(other)))).containsExactly(other);
        }
    }

    private static List<Item> items(String json) throws IOException {
        ReceivedItems received = new ReceivedItems(null);
        received.takeFrom(ok(json.replace('\'', '"').getBytes(UTF_8)));
        return received.or(List.of(Map.of()));
    }

    private static QueryResponse bySdk(HttpExecuteResponse answer) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new OneAnswer(answer))
                .build()) {
            return client.query(request -> request.tableName("t").keyConditionExpression("pk = :v"));
        }
    }

    private record OneAnswer(HttpExecuteResponse answer) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return answer;
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    private static HttpExecuteResponse ok(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return response(
                body,
                200,
                Map.of(
                        "Content-Length",
                        String.valueOf(body.length),
                        "x-amz-crc32",
                        String.valueOf(checksum.getValue())));
    }

    private static HttpExecuteResponse response(byte[] body, int status, Map<String, String> headers) {
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(status);
        headers.forEach(head::putHeader);
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    /** An answer to a Query; its members in any order, as those of the items. */
    private static String answer(Random random, int items) {
        List<String> members = new ArrayList<>(List.of(
                "\"Items\":[" + list(items, () -> item(random)) + "]",
                "\"Count\":" + items,
                " \"ScannedCount\" : " + (items + 3),
                "\"LastEvaluatedKey\":{\"pk\":{\"S\":\"z\"}}",
                "\"ConsumedCapacity\":{\"TableName\":\"t\",\"CapacityUnits\":12.5}",
                "\"NewerThanThisSdk\":[{\"Items\":[1,null]}]"));
        Collections.shuffle(members, random);
        return "{" + String.join(",", members) + "}";
    }

    private static String item(Random random) {
        List<String> names = new ArrayList<>(List.of(NAMES));
        if (random.nextInt(3) == 0) {
            Collections.shuffle(names, random);
        }
        return names.stream()
                .filter(name -> random.nextInt(4) > 0)
                .map(name -> quote(name, random) + ":" + value(random, 3))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Random random, int depth) {
        String value = switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> "\"S\":" + quote(pick(random, TEXTS), random);
            case 1 -> "\"N\":\"" + pick(random, NUMBERS) + "\"";
            case 2 -> "\"B\":\"" + base64(random) + "\"";
            case 3 -> "\"BOOL\":" + random.nextBoolean();
            case 4 -> "\"NULL\":true";
            case 5 -> "\"SS\":[" + list(1 + random.nextInt(3), () -> quote(pick(random, TEXTS), random)) + "]";
            case 6 -> "\"NS\": [" + list(1 + random.nextInt(3), () -> "\"" + pick(random, NUMBERS) + "\"") + "]";
            case 7 -> "\"BS\":[" + list(1 + random.nextInt(3), () -> "\"" + base64(random) + "\"") + "]";
            case 8 -> "\"L\":[" + list(random.nextInt(4), () -> value(random, depth - 1)) + "]";
            default ->
                "\"M\":{"
                        + Arrays.stream(NAMES)
                                .filter(name -> random.nextInt(3) == 0)
                                .map(name -> quote(name, random) + ":" + value(random, depth - 1))
                                .collect(Collectors.joining(","))
                        + "}";
        };
        return random.nextInt(50) == 0 ? "{\"NEW\":[{\"S\":1}]}" : "{" + value + "}";
    }

    private static String list(int count, java.util.function.Supplier<String> element) {
        return IntStream.range(0, count).mapToObj(i -> element.get()).collect(Collectors.joining(","));
    }

    private static String base64(Random random) {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String pick(Random random, String[] all) {
        return all[random.nextInt(all.length)];
    }

    /** Some characters escaped that need not be. */
    private static String quote(@Nullable String text, Random random) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            boolean optional = !Character.isSurrogate(c) && random.nextInt(5) == 0;
            if (c < ' ' || c == '"' || c == '\\' || optional) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
