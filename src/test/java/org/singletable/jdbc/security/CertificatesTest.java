package org.singletable.jdbc.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.Program;

/** A server that cannot prove who it is gets no request. */
class CertificatesTest {
    private static final String PASSWORD = "changeit";

    /** A server with a certificate of its own making. */
    private static final class Server implements AutoCloseable {
        private final HttpsServer server;
        private final Path store;
        private final AtomicInteger requests = new AtomicInteger();

        /** @param name that the certificate says, {@code ip:127.0.0.1} or {@code dns:...} */
        Server(Path folder, String file, String name)
                throws IOException, GeneralSecurityException, InterruptedException {
            store = folder.resolve(file);
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=test",
                            "-ext",
                            "san=" + name,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream stored = Files.newInputStream(store)) {
                keys.load(stored, PASSWORD.toCharArray());
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext("/", exchange -> {
                requests.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(400, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "jdbc:singletable://eu-west-1/shop?mapping=mapping-examples/quickstart.json&user=u&password=p&retries=0"
                    + "&linger=0&endpoint=https://127.0.0.1:"
                    + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
        try (Server server = new Server(folder, "own.p12", "ip:127.0.0.1")) {
            SQLException refused = refused(server.url());

            assertThat(refused.getMessage()).contains("certification path");
            assertThat(refused.getSQLState()).startsWith("08");
            assertThat(server.requests).hasValue(0);
        }
    }

    /** With the same certificate in the JVM's truststore the server is reached; with another host's name on it, it is not. */
    @Test
    void aTruststoreOfTheJvmDecides(@TempDir Path folder) throws Exception {
        try (Server known = new Server(folder, "known.p12", "ip:127.0.0.1");
                Server other = new Server(folder, "other.p12", "dns:other.example")) {
            for (Server server : new Server[] {known, other}) {
                Program.Run run = Program.run(
                        Program.quietClassPath(Client.class), Client.class, server.url(), server.store.toString());

                assertThat(run.out()).as(run.err()).startsWith("refused");
            }
            assertThat(known.requests.get()).isPositive();
            assertThat(other.requests).hasValue(0);
        }
    }

    private static SQLException refused(String url) {
        try {
            DriverManager.getConnection(url).close();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("connected");
    }

    static final class Client {
        private Client() {}

        public static void main(String[] arguments) {
            System.setProperty("javax.net.ssl.trustStore", arguments[1]);
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
            System.out.println("refused " + refused(arguments[0]).getMessage());
        }
    }
}
