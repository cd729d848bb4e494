package org.singletable.jdbc.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What one run of the shell, without a terminal, gave. */
public record ShellRun(int status, String out, String err) {
    public static ShellRun of(byte[] standardInput, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Shell(new ByteArrayInputStream(standardInput), out, err, Optional::empty, Path.of("unused"))
                .run(args);
        return new ShellRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static ShellRun of(String standardInput, String... args) {
        return of(standardInput.getBytes(StandardCharsets.UTF_8), args);
    }
}
