package org.singletable.jdbc.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that is farther away: passes bytes on, those of clients some time after they came. It looks at none of them, so
 * that it takes little of the machine from what is measured.
 */
final class DelayProxy implements AutoCloseable {
    private static final byte[] END = {};

    private final URI server;
    private final long delayNanos;
    private final ServerSocket listener;

    private record Late(long dueNanos, byte[] bytes) {}

    private interface Pump {
        void run() throws IOException, InterruptedException;
    }

    /** @param server what is behind it, of host and port */
    DelayProxy(URI server, Duration delay) throws IOException {
        this.server = server;
        this.delayNanos = delay.toNanos();
        this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                accept(listener.accept());
            }
        });
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept(Socket client) throws IOException {
        Socket upstream = new Socket(server.getHost(), server.getPort());
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        BlockingQueue<Late> requests = new LinkedBlockingQueue<>();
        start(() -> hold(client.getInputStream(), requests));
        start(() -> {
            try (upstream) {
                release(requests, upstream.getOutputStream());
            }
        });
        start(() -> {
            try (client) {
                upstream.getInputStream().transferTo(client.getOutputStream());
            }
        });
    }

    private void hold(InputStream from, BlockingQueue<Late> requests) throws IOException {
        byte[] buffer = new byte[64 << 10];
        try {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                requests.add(new Late(System.nanoTime() + delayNanos, Arrays.copyOf(buffer, length)));
            }
        } finally {
            requests.add(new Late(System.nanoTime(), END));
        }
    }

    private static void release(BlockingQueue<Late> requests, OutputStream to)
            throws IOException, InterruptedException {
        for (Late next = requests.take(); next.bytes().length > 0; next = requests.take()) {
            TimeUnit.NANOSECONDS.sleep(next.dueNanos() - System.nanoTime());
            to.write(next.bytes());
        }
    }

    /** Runs until either end closes a connection, or this is closed: nothing is left to be passed on then. */
    private static void start(Pump pump) {
        Thread thread = new Thread(() -> runToItsEnd(pump), "delay-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void runToItsEnd(Pump pump) {
        try {
            pump.run();
        } catch (IOException | InterruptedException e) {
            return; // the thread has nothing more to do
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
