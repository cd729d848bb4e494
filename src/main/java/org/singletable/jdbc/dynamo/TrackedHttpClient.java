package org.singletable.jdbc.dynamo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that tells what became of each attempt: the SDK does not say whether a failed request may have reached
 * DynamoDB, nor lets another thread stop one. Of an attempt that reads it takes the items out of the answer.
 */
final class TrackedHttpClient extends HttpClientDecorator {
    private final ThreadLocal<Attempt> current = new ThreadLocal<>();

    TrackedHttpClient(SdkHttpClient delegate) {
        super(delegate);
    }

    /** One HTTP request. */
    static final class Attempt {
        private @Nullable ExecutableHttpRequest request;
        private boolean aborted;
        private volatile boolean sent;
        /** Take what the answer has; null where it is all left to the SDK. Of the thread that makes the request. */
        private @Nullable ReceivedItems items;

        /** Whether the request, or a part of it, may have reached DynamoDB. */
        boolean wasSent() {
            return sent;
        }

        /** Ends it, from any thread. */
        synchronized void abort() {
            aborted = true;
            if (request != null) {
                request.abort();
            }
        }

        private synchronized void start(ExecutableHttpRequest prepared) throws IOException {
            if (aborted) {
                throw new IOException("aborted before it was sent");
            }
            request = prepared;
        }
    }

    /** The requests that the calling thread makes from now on belong to this attempt. */
    void enter(Attempt attempt) {
        current.set(attempt);
    }

    /** The items of the answer to the attempt that the calling thread has entered go there. */
    void receive(ReceivedItems items) {
        Attempt attempt = current.get();
        if (attempt == null) {
            throw new IllegalStateException("no attempt was entered");
        }
        attempt.items = items;
    }

    void leave() {
        current.remove();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Attempt attempt = current.get();
        if (attempt == null) {
            return delegate.prepareRequest(request);
        }
        HttpExecuteRequest.Builder watched = HttpExecuteRequest.builder().request(request.httpRequest());
        request.contentStreamProvider()
                .ifPresent(content -> watched.contentStreamProvider(() -> new Body(content.newStream(), attempt)));
        request.metricCollector().ifPresent(watched::metricCollector);
        return new Tracked(delegate.prepareRequest(watched.build()), attempt);
    }

    private record Tracked(ExecutableHttpRequest request, Attempt attempt) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            attempt.start(request);
            HttpExecuteResponse response = request.call();
            ReceivedItems items = attempt.items;
            return items == null ? response : items.takeFrom(response);
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    /**
     * The body of a request, which every request to DynamoDB has: it is read when connection and encryption stand and the
     * headers are written. Before that DynamoDB cannot have carried anything out.
     */
    private static final class Body extends FilterInputStream {
        private final Attempt attempt;

        Body(InputStream content, Attempt attempt) {
            super(content);
            this.attempt = attempt;
        }

        @Override
        public int read() throws IOException {
            attempt.sent = true;
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            attempt.sent = true;
            return super.read(target, offset, length);
        }
    }
}
