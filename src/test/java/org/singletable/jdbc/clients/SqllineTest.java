package org.singletable.jdbc.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.Sql;
import sqlline.BuiltInProperty;
import sqlline.SqlLine;

/** sqlline with scripts, as {@code sqlline -f} runs them. */
class SqllineTest extends LibraryTest {
    private static final String SHELVES = "SELECT code, label, rev FROM shelf ORDER BY code";

    @TempDir
    private Path folder;

    /** What a script prints, after it has connected. */
    private List<String> run(String script) throws IOException {
        Path file = folder.resolve("script.sql");
        Files.writeString(file, "!connect \"" + dataSource.getUrl() + "\" \"\" \"\"\n" + script);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SqlLine sqlline = new SqlLine();
        // Else they are those of the person who runs the tests.
        sqlline.getOpts().set(BuiltInProperty.PROPERTIES_FILE, folder.resolve("sqlline.properties"));
        sqlline.getOpts().set(BuiltInProperty.HISTORY_FILE, folder.resolve("history"));
        sqlline.getOpts().set(BuiltInProperty.SHOW_ELAPSED_TIME, false);
        sqlline.setOutputStream(out);
        sqlline.setErrorStream(out);
        sqlline.begin(new String[] {"-f", file.toString()}, InputStream.nullInputStream(), false);
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void tablesColumnsAndKeys() throws IOException {
        List<String> out = run("""
                !outputformat csv
                !tables
                !columns copy
                !primarykeys copy
                !indexes author
                !importedkeys copy
                !describe shelf
                !schemas
                !procedures
                """);

        assertThat(out)
                .containsSubsequence(
                        "'','SqllineTest','author','TABLE','','','','','',''",
                        "'','SqllineTest','book','TABLE','','','','','',''",
                        "'','SqllineTest','copy','TABLE','','','','','',''",
                        "'','SqllineTest','shelf','TABLE','','','','','',''");
        assertThat(out)
                .filteredOn(line -> line.startsWith("'','SqllineTest','copy','copy_no','4'"))
                .containsExactly(
                        "'','SqllineTest','copy','copy_no','4','INTEGER','10','null','0','10','0','','','null',"
                                + "'null','null','2','NO','','','','null','NO','NO'");
        assertThat(out)
                .containsSubsequence(
                        "'TABLE_CAT','TABLE_SCHEM','TABLE_NAME','COLUMN_NAME','KEY_SEQ','PK_NAME'",
                        "'','SqllineTest','copy','book_id','1','primary'",
                        "'','SqllineTest','copy','copy_no','2','primary'");
        assertThat(out)
                .containsSubsequence(
                        "'','SqllineTest','author','false','','author.email','3','1','email','A','0','0',''",
                        "'','SqllineTest','author','false','','primary','3','1','name','A','0','0',''",
                        "'','SqllineTest','author','true','','gsi1','3','1','name','A','0','0',''");
        assertThat(out)
                .contains("'','SqllineTest','book','book_id','','SqllineTest','copy','book_id','1','3','3',"
                        + "'copy.book_id','primary','7'");
        assertThat(out)
                .filteredOn(line -> line.startsWith("'','SqllineTest','shelf','"))
                .extracting(line -> line.split("','", -1)[3])
                .containsExactly("TABLE", "code", "label", "rev");
        assertThat(out).contains("'TABLE_SCHEM','TABLE_CATALOG'", "'SqllineTest',''");
        assertThat(out).anyMatch(line -> line.startsWith("'','SqllineTest','singletable_verify',"));
    }

    @Test
    void statements() throws IOException, SQLException {
        List<String> out = run("""
                !outputformat csv
                INSERT INTO shelf (code, label)
                VALUES ('A1', 'tea'), ('A2', 'it''s; coffee'), ('A3', NULL);
                UPDATE shelf SET label = 'milk' WHERE code = 'A1';
                SELECT code, label, rev FROM shelf ORDER BY code;
                DELETE FROM shelf WHERE code = 'A2';
                """);

        assertThat(out)
                .containsSubsequence(
                        "3 rows affected",
                        "1 row affected",
                        "'code','label','rev'",
                        "'A1','milk','2'",
                        "'A2','it''s; coffee','1'",
                        "'A3','','1'",
                        "3 rows selected",
                        "1 row affected");
        assertThat(Sql.rows(connection, SHELVES)).containsExactly("A1|milk|2", "A3|null|1");
    }

    @Test
    void resultsAsATable() throws IOException {
        assertThat(run("SELECT name, email, born, points FROM author ORDER BY name;"))
                .containsSequence(
                        "+------+-----------------+------------+--------+",
                        "| name |      email      |    born    | points |",
                        "+------+-----------------+------------+--------+",
                        "| Ann  | ann@example.com | 1970-01-02 | 3      |",
                        "| Bob  |                 | null       | null   |",
                        "+------+-----------------+------------+--------+",
                        "2 rows selected");
    }

    @Test
    void transactions() throws IOException, SQLException {
        List<String> out = run("""
                !autocommit off
                INSERT INTO shelf (code, label) VALUES ('A1', 'lost');
                !rollback
                INSERT INTO shelf (code, label) VALUES ('A2', 'kept');
                !commit
                !isolation TRANSACTION_SERIALIZABLE
                SELECT label FROM shelf WHERE code = 'A2';
                !commit
                !batch
                UPDATE shelf SET label = 'more' WHERE code = 'A2';
                INSERT INTO shelf (code, label) VALUES ('A3', 'tea');
                !batch
                !commit
                """);

        assertThat(out).containsSubsequence("1 row affected", "Rollback complete", "1 row affected", "Commit complete");
        assertThat(out).noneMatch(line -> line.contains("Error"));
        assertThat(Sql.rows(connection, SHELVES)).containsExactly("A2|more|2", "A3|tea|1");
    }

    /** The script ends where a statement fails, unless {@code force} is set. */
    @Test
    void anErrorEndsTheScript() throws IOException, SQLException {
        // Until it has started once, sqlline prints the stack traces of errors on standard error.
        assertThat(run("!quit")).isNotEmpty();
        List<String> out = run("""
                DELETE FROM author WHERE name = 'Bob';
                SELECT nothing FROM author;
                DELETE FROM author WHERE name = 'Ann';
                """);

        assertThat(out)
                .contains("Error: column \"nothing\" does not exist in table \"author\"; columns are name, email, born,"
                        + " points (state=42703,code=0)");
        assertThat(Sql.rows(connection, "SELECT name FROM author")).containsExactly("Ann");
    }

    /** As commands that ask for information about the database do it. */
    @Test
    void informationAboutTheDatabase() throws IOException {
        List<String> out = run("""
                !dbinfo
                !metadata getColumns null null shelf rev
                !nativesql SELECT {fn UCASE(name)} FROM author
                """);

        assertThat(out)
                .anyMatch(line -> line.matches("getDatabaseProductName +DynamoDB"))
                .anyMatch(line -> line.matches("supportsTransactions +true"))
                .anyMatch(line -> line.contains("| rev "))
                .noneMatch(line -> line.contains("Error") || line.contains("Exception"));
    }
}
