package org.singletable.jdbc.dynamo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that tells what became of each attempt: the SDK does not say whether a failed request may have reached
 * DynamoDB, nor lets another thread stop one.
 */
final class TrackedHttpClient implements SdkHttpClient {
    private final SdkHttpClient delegate;
    private final ThreadLocal<Attempt> current = new ThreadLocal<>();

    TrackedHttpClient(SdkHttpClient delegate) {
        this.delegate = delegate;
    }

    /** One HTTP request. */
    static final class Attempt {
        private @Nullable ExecutableHttpRequest request;
        private boolean aborted;
        private volatile boolean sent;

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
            sent = true;
        }
    }

    /** The requests that the calling thread makes from now on belong to this attempt. */
    void enter(Attempt attempt) {
        current.set(attempt);
    }

    void leave() {
        current.remove();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = delegate.prepareRequest(request);
        Attempt attempt = current.get();
        return attempt == null ? prepared : new Tracked(prepared, attempt);
    }

    private record Tracked(ExecutableHttpRequest request, Attempt attempt) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            attempt.start(request);
            try {
                return request.call();
            } catch (IOException e) {
                attempt.sent = !failedToConnect(e);
                throw e;
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    /** Failures before the first byte of a request. */
    private static boolean failedToConnect(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String clientName() {
        return delegate.clientName();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
