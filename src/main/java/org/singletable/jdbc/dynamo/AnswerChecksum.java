package org.singletable.jdbc.dynamo;

import java.io.IOException;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The CRC-32 of an answer's body, which DynamoDB sends with every answer; engines like it may not. The SDK looks at it where
 * it reads the body itself and the answer is no error.
 */
final class AnswerChecksum {
    static final String HEADER = "x-amz-crc32";

    private AnswerChecksum() {}

    /** @throws IOException where the answer says another one than its body has */
    static void check(SdkHttpResponse head, CRC32 body) throws IOException {
        String said = head.firstMatchingHeader(HEADER).orElse(null);
        if (said != null && !said.equals(String.valueOf(body.getValue()))) {
            throw new IOException("the checksum of an answer of status " + head.statusCode() + " is wrong");
        }
    }
}
