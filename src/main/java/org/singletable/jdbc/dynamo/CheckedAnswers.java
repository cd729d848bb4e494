package org.singletable.jdbc.dynamo;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client to which an answer is a failure that did not come as it was sent, where the SDK would take it for another
 * one:
 *
 * <ul>
 *   <li>An answer of nothing. DynamoDB sends {@code {}} at least; something on the way that answers for it may send nothing,
 *       and to the SDK that is an answer without attributes: a row would seem not to be there.
 *   <li>An error that is cut, or whose checksum is wrong. The SDK looks at neither: what may be tried again would be taken
 *       for what may not, and the stored item that comes with a failed condition for the row.
 * </ul>
 */
final class CheckedAnswers extends HttpClientDecorator {
    /** More than DynamoDB ever sends. */
    private static final int MAX_ERROR_BYTES = 32 << 20;

    CheckedAnswers(SdkHttpClient delegate) {
        super(delegate);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Request(delegate.prepareRequest(request));
    }

    private record Request(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse response = request.call();
            SdkHttpResponse head = response.httpResponse();
            AbortableInputStream body = response.responseBody().orElseThrow(CheckedAnswers::empty);
            return HttpExecuteResponse.builder()
                    .response(head)
                    .responseBody(
                            head.isSuccessful()
                                    ? AbortableInputStream.create(new NonEmpty(body), body)
                                    : error(head, body))
                    .build();
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    /** All of an error's body, which is read at once. */
    private static AbortableInputStream error(SdkHttpResponse head, AbortableInputStream body) throws IOException {
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(MAX_ERROR_BYTES);
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        AnswerChecksum.check(head, checksum);
        return AbortableInputStream.create(new ByteArrayInputStream(bytes));
    }

    private static IOException empty() {
        return new IOException("the answer has no content");
    }

    /** Fails at its end where there was nothing but blanks. */
    private static final class NonEmpty extends FilterInputStream {
        private boolean hasContent;

        NonEmpty(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next < 0) {
                checkContent();
            }
            hasContent |= !isBlank(next);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
                checkContent();
            }
            for (int i = 0; i < count && !hasContent; i++) {
                hasContent = !isBlank(target[offset + i]);
            }
            return count;
        }

        private void checkContent() throws IOException {
            if (!hasContent) {
                throw empty();
            }
        }

        private static boolean isBlank(int character) {
            return character == ' ' || character == '\n' || character == '\r' || character == '\t';
        }
    }
}
