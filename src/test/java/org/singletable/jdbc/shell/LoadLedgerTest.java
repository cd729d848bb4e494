package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks end in any order; what is read next time is what is not done. */
class LoadLedgerTest {
    private static final FileColumns COLUMNS =
            new FileColumns(Map.of("n", new TargetColumn("n", ResultColumn.Kind.NUMBER, "?")));

    @TempDir
    private Path folder;

    private Path file;
    private StateFile<LoadState> progress;
    private CsvRows source;
    private LoadLedger ledger;
    private List<Chunk> chunks;

    @BeforeEach
    void read() throws IOException {
        file = Files.writeString(folder.resolve("a.csv"), "n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        progress = StateFile.beside(file, LoadState.class);
        source = new CsvRows(file, "", COLUMNS);
        ledger = new LoadLedger(
                progress,
                RejectsFile.open(StateFile.beside(file, ".rejects"), source.rejectsHeader(), 0),
                LoadState.beginning("t", BulkFormat.CSV, "r").at(source.mark()));
        chunks = chunks(new Chunks(source, 2, List.of()));
    }

    @AfterEach
    void close() throws IOException {
        source.close();
    }

    private static List<Chunk> chunks(Chunks all) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (Optional<Chunk> chunk = all.next(); chunk.isPresent(); chunk = all.next()) {
            chunks.add(chunk.get());
        }
        return chunks;
    }

    private static List<List<String>> values(List<Chunk> chunks) {
        return chunks.stream()
                .map(chunk ->
                        chunk.rows().stream().map(row -> row.values().get(0)).toList())
                .toList();
    }

    private static ChunkResult allWritten(Chunk chunk) {
        return new ChunkResult(chunk.rows().size(), 0, List.of(), 0);
    }

    private LoadState saved() throws IOException {
        return progress.read().orElseThrow();
    }

    @Test
    void chunksFollowEachOther() {
        assertThat(values(chunks))
                .containsExactly(
                        List.of("1", "2"), List.of("3", "4"), List.of("5", "6"), List.of("7", "8"), List.of("9"));
        assertThat(chunks.get(1).from()).isEqualTo(chunks.get(0).to());
        assertThat(chunks.get(1).to().line()).isEqualTo(5);
    }

    @Test
    void onlyWhatIsDoneWithoutAGapMovesThePlace() throws IOException {
        ledger.begins(chunks.get(0));
        ledger.begins(chunks.get(1));
        ledger.begins(chunks.get(2));
        ledger.ends(chunks.get(2), allWritten(chunks.get(2)));
        assertThat(saved().done().line()).isEqualTo(1);
        assertThat(saved().later()).hasSize(1);
        assertThat(saved().sent()).hasSize(2);
        assertThat(saved().written()).isEqualTo(2);

        ledger.ends(chunks.get(0), allWritten(chunks.get(0)));
        assertThat(saved().done()).isEqualTo(chunks.get(0).to());

        ledger.ends(chunks.get(1), allWritten(chunks.get(1)));
        assertThat(saved().done()).isEqualTo(chunks.get(2).to());
        assertThat(saved().later()).isEmpty();
        assertThat(saved().sent()).isEmpty();
        assertThat(saved().written()).isEqualTo(6);
    }

    @Test
    void whatIsDoneFurtherOnIsPassedOver() throws IOException {
        for (int i : List.of(1, 3, 0)) {
            ledger.begins(chunks.get(i));
        }
        ledger.ends(chunks.get(1), allWritten(chunks.get(1)));
        ledger.ends(chunks.get(3), allWritten(chunks.get(3)));
        FileCheck.check(file, saved().marks());

        source.moveTo(saved().done());
        List<Chunk> left = chunks(new Chunks(source, 3, saved().later()));

        assertThat(values(left)).containsExactly(List.of("1", "2"), List.of("5", "6"), List.of("9"));
        assertThat(left.get(2).rows().get(0).line()).isEqualTo(10);
    }

    @Test
    void whatWasSentIsKnownUntilItIsDone() throws IOException {
        ledger.begins(chunks.get(0));
        ledger.begins(chunks.get(1));
        LoadLedger next = new LoadLedger(
                progress, RejectsFile.open(StateFile.beside(file, ".rejects"), source.rejectsHeader(), 0), saved());

        assertThat(chunks.stream()
                        .flatMap(chunk -> chunk.rows().stream())
                        .filter(next::wasSent)
                        .map(row -> row.values().get(0)))
                .containsExactly("1", "2", "3", "4");
        next.begins(chunks.get(0));
        next.ends(chunks.get(0), allWritten(chunks.get(0)));
        // The second one is still not known to be done: it stays so for a third load.
        assertThat(saved().sent())
                .containsExactly(new LoadState.Span(
                        chunks.get(1).from().offset(), chunks.get(1).to()));
    }
}
