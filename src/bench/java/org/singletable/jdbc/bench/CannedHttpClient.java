package org.singletable.jdbc.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client without a network: it reads a request to its end, and answers with bytes from memory and the headers that
 * DynamoDB sends, its checksum too.
 */
final class CannedHttpClient implements SdkHttpClient {
    private static final String TARGET = "X-Amz-Target";

    private record Canned(SdkHttpResponse head, byte[] body) {}

    private final Map<String, Canned> answers = new HashMap<>();

    /** @param bodies of the answers, by the operation's name in DynamoDB's API */
    CannedHttpClient(Map<String, byte[]> bodies) {
        bodies.forEach((operation, body) -> answers.put("DynamoDB_20120810." + operation, canned(body)));
    }

    private static Canned canned(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        SdkHttpResponse head = SdkHttpFullResponse.builder()
                .statusCode(200)
                .statusText("OK")
                .putHeader("Server", "Server")
                .putHeader("Date", "Tue, 06 Jan 2026 15:00:00 GMT")
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("Connection", "keep-alive")
                .putHeader("x-amzn-RequestId", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123")
                .putHeader("x-amz-crc32", Long.toString(checksum.getValue()))
                .build();
        return new Canned(head, body);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                send(request);
                return answer(request);
            }

            @Override
            public void abort() {
                // It never waits for anything.
            }
        };
    }

    private static void send(HttpExecuteRequest request) throws IOException {
        byte[] buffer = new byte[4096];
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            while (body.read(buffer) >= 0) {
                // There is nobody to give it to.
            }
        }
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) {
        String target = request.httpRequest().firstMatchingHeader(TARGET).orElseThrow();
        Canned canned = answers.get(target);
        if (canned == null) {
            throw new IllegalStateException("no answer to " + target);
        }
        return HttpExecuteResponse.builder()
                .response(canned.head())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(canned.body())))
                .build();
    }

    @Override
    public String clientName() {
        return "Canned";
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
