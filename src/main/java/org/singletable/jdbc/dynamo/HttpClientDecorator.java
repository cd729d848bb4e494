package org.singletable.jdbc.dynamo;

import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client that has another one send what it is given, and closes it. */
abstract class HttpClientDecorator implements SdkHttpClient {
    final SdkHttpClient delegate;

    HttpClientDecorator(SdkHttpClient delegate) {
        this.delegate = delegate;
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
