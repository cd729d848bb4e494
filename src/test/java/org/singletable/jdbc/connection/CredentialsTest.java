package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import org.singletable.jdbc.testing.Program;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Who signs the requests, for each way to say so. */
class CredentialsTest {
    private static final String ASSUMED = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>r</SecretAccessKey><SessionToken>t</SessionToken>
            <Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """;

    @Test
    void keysProfileRoleOrDefaultChain(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), """
                [default]
                aws_access_key_id = AKIADEFAULT
                aws_secret_access_key = d
                [dev]
                aws_access_key_id = AKIADEV
                aws_secret_access_key = e
                """);
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean isExpected = body.contains("Action=AssumeRole")
                    && body.contains("role%2Freader")
                    && exchange.getRequestHeaders().getFirst("Authorization").contains("AKIADEV/");
            byte[] answer = ASSUMED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isExpected ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sts.start();
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            Program.Run run = Program.run(
                    Program.quietClassPath(Signers.class),
                    Signers.class,
                    engine.endpoint().toString(),
                    file.toString(),
                    "http://127.0.0.1:" + sts.getAddress().getPort());

            assertThat(run)
                    .isEqualTo(new Program.Run(0, "AKIAUSER\nAKIADEV\nASIAROLE\nAKIADEFAULT\nAKIADEFAULT\n", ""));
        } finally {
            sts.stop(0);
        }
    }

    static final class Signers {
        public static void main(String[] arguments) throws Exception {
            System.setProperty("aws.sharedCredentialsFile", arguments[1]);
            System.setProperty("aws.configFile", arguments[1]);
            System.setProperty("aws.endpointUrlSts", arguments[2]);
            String region = "//eu-west-1/signers?ensureTable=true&mapping=mapping-examples/quickstart.json&endpoint="
                    + arguments[0];
            String host = region.replace("//eu-west-1/", "//")
                    .replaceAll("//signers", arguments[0].substring(5) + "/signers")
                    .replaceAll("&endpoint=.*", "");
            for (String url : List.of(
                    region + "&user=AKIAUSER&password=u",
                    region + "&profile=dev",
                    region + "&profile=dev&roleArn=arn:aws:iam::123456789012:role/reader",
                    region,
                    host)) {
                try (Connection connection = DriverManager.getConnection("jdbc:singletable:" + url)) {
                    DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
                    AwsCredentials signer = (AwsCredentials) client.serviceClientConfiguration()
                            .credentialsProvider()
                            .resolveIdentity()
                            .join();
                    System.out.println(signer.accessKeyId());
                }
            }
        }
    }
}
