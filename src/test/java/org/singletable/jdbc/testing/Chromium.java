package org.singletable.jdbc.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A browser without a window, where one is installed. */
public final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 120;

    private final Path executable;
    private final Path folder;

    private Chromium(Path executable, Path folder) {
        this.executable = executable;
        this.folder = folder;
    }

    /**
     * The browser on the path; where there is none the test is skipped.
     *
     * @param folder for what it writes
     */
    public static Chromium required(Path folder) {
        return onPath().map(found -> new Chromium(found, folder))
                .orElseGet(
                        () -> abort(
                                "No browser is on the path: install one to run this (Debian's package chromium), see docs/testing.md"));
    }

    private static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> List.of(path.split(File.pathSeparator)).stream()
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The document as the browser has it after it was shown. */
    public String dom(Path page) throws IOException, InterruptedException {
        return run(page, "--dump-dom");
    }

    /** A picture of the page in a window of this size, in pixels. */
    public Path screenshot(Path page, int width, int height) throws IOException, InterruptedException {
        Path picture = folder.resolve("screenshot.png");
        run(page, "--screenshot=" + picture, "--window-size=" + width + "," + height);
        return picture;
    }

    private String run(Path page, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!browser.waitFor(SECONDS, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            throw new AssertionError("the browser did not end: " + command);
        }
        if (browser.exitValue() != 0) {
            throw new AssertionError("the browser failed: " + Files.readString(err, StandardCharsets.UTF_8));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
