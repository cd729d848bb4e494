package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.settings.Target;
import org.singletable.jdbc.testing.Program;

class EmbeddedEngineTest {
    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            int port = engine.endpoint().getPort();
            assertThat(connects(InetAddress.getByName("127.0.0.1"), port)).isTrue();
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
                        assertThat(connects(address, port)).as("%s", address).isFalse();
                    }
                }
            }
            // Connects to every address of this machine if it listens on all of them.
            assertThat(connects(InetAddress.getByName("127.0.0.2"), port)).isFalse();
        }
    }

    private static boolean connects(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void programEndsByItselfWithEverythingLeftOpen(@TempDir Path folder) {
        assertThat(Program.run(Program.quietClassPath(OpenAndEnd.class), OpenAndEnd.class, folder.toString()))
                .isEqualTo(new Program.Run(0, "main ends\n", ""));

        // What the other process left open in the folder is there.
        assertThat(Program.run(Program.quietClassPath(ReadBack.class), ReadBack.class, folder.toString()))
                .isEqualTo(new Program.Run(0, "found\n", ""));
    }

    /** DynamoDB Local's tables of actions are static, and made anew with each engine. */
    @Test
    void anEngineThatStartsDisturbsNoOther() throws Exception {
        try (EmbeddedEngine busy = EmbeddedEngine.inMemory();
                SharedClient<String> client = open(new Target.Endpoint(busy.endpoint(), null))) {
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Integer> requests = CompletableFuture.supplyAsync(() -> {
                int sent = 0;
                for (; !stop.get(); sent++) {
                    Writes.put(client.table().client(), ITEM, new Condition.All(List.of()), new RequestContext(null));
                }
                return sent;
            });
            LocalDynamoDBRequestHandler another = new LocalDynamoDBRequestHandler(0, true, null, true, false);
            for (int i = 0; i < 20_000; i++) {
                ActionTables.handler(another);
            }
            another.shutdown();
            stop.set(true);
            assertThat(requests.get(1, TimeUnit.MINUTES)).isPositive();
        }
    }

    @Test
    void folderIsForOneProcessAtATime(@TempDir Path folder) throws Exception {
        SharedClients clients = new SharedClients();
        try (SharedClient<String> held = open(clients, new Target.Folder(folder))) {
            Program.Run other =
                    Program.run(Program.quietClassPath(OpenFolder.class), OpenFolder.class, folder.toString());
            assertThat(other.out()).contains("08001 the folder of the embedded engine is in use by another process");
            assertThat(other.status()).as("it ends by itself").isZero();
            Writes.put(held.table().client(), ITEM, new Condition.All(List.of()), new RequestContext(null));
        }
        assertThat(Program.run(Program.quietClassPath(ReadBack.class), ReadBack.class, folder.toString()))
                .isEqualTo(new Program.Run(0, "found\n", ""));
    }

    @Test
    void fileThatIsNoDatabase(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shared-local-instance.db");
        Files.writeString(file, "something else, and long enough to have been a header of SQLite".repeat(100));
        for (int i = 0; i < 2; i++) {
            DriverException error = catchThrowableOfType(
                    DriverException.class, () -> open(new SharedClients(), new Target.Folder(folder)));
            assertThat(error.state().code()).isEqualTo("08001");
            assertThat(error).hasMessageContaining("cannot be used").hasMessageContaining(folder.toString());
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .as("the threads of an engine that did not start")
                .noneMatch(thread -> thread.getName().startsWith("SQLiteQueue"));
        Files.delete(file);
        open(new SharedClients(), new Target.Folder(folder)).close();
    }

    @Test
    void fileThatCannotBeOpened(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("shared-local-instance.db"));
        DriverException error =
                catchThrowableOfType(DriverException.class, () -> open(new SharedClients(), new Target.Folder(folder)));
        assertThat(error.state().code()).isEqualTo("08001");
        assertThat(error).hasMessageContaining("cannot be used");
    }

    @Test
    void folderThatIsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        DriverException error =
                catchThrowableOfType(DriverException.class, () -> open(new SharedClients(), new Target.Folder(file)));
        assertThat(error.state().code()).isEqualTo("08001");
        assertThat(error).hasMessageContaining("cannot be used").hasMessageContaining(file.toString());
    }

    private static SharedClient<String> open(Target target) {
        return open(SharedClients.ofProcess(), target);
    }

    private static SharedClient<String> open(SharedClients clients, Target target) {
        return clients.acquire(
                ClientConfiguration.of(TestSettings.of(target, "child")
                        .withLinger(Duration.ZERO)
                        .build()),
                () -> Optional.of(TestMapping.typical()),
                String.class,
                table -> "");
    }

    private static final Item ITEM = TestItems.item("{'pk': {'S': 'a'}, 'sk': {'S': 'b'}}");

    /** Writes to an engine of each kind and leaves them open. */
    static final class OpenAndEnd {
        public static void main(String[] arguments) {
            for (Target target : List.of(new Target.Memory("child"), new Target.Folder(Path.of(arguments[0])))) {
                Writes.put(open(target).table().client(), ITEM, new Condition.All(List.of()), new RequestContext(null));
            }
            System.out.println("main ends");
        }
    }

    static final class ReadBack {
        public static void main(String[] arguments) {
            SharedClient<String> client = open(new Target.Folder(Path.of(arguments[0])));
            System.out.println(client.table()
                    .client()
                    .getItem(ITEM, true, new RequestContext(null))
                    .map(item -> "found")
                    .orElse("lost"));
        }
    }

    static final class OpenFolder {
        public static void main(String[] arguments) {
            try {
                open(new Target.Folder(Path.of(arguments[0])));
            } catch (DriverException e) {
                System.out.println(e.state().code() + " " + e.getMessage());
            }
        }
    }
}
