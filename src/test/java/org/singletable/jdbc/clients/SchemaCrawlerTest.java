package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.SingleTableDriver;
import org.singletable.jdbc.layouts.GoldenTable;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.ProxiedEngine;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.Index;
import schemacrawler.schema.NamedObject;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.property.Property;

/** SchemaCrawler at its greatest detail, where it calls almost every method of the metadata. */
class SchemaCrawlerTest extends LibraryTest {
    private static final List<String> COMPLAINTS = new CopyOnWriteArrayList<>();
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("schemacrawler"), Logger.getLogger("us.fatehi"));

    /** Keeps what has an exception, at any level, and what is a warning. */
    private static final Handler HANDLER = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getThrown() != null || entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                COMPLAINTS.add(formatter.format(entry));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static Catalog library;

    @BeforeAll
    static void listenAndCrawl() {
        for (Logger logger : LOGGERS) {
            logger.setUseParentHandlers(false);
            logger.setLevel(Level.ALL);
            logger.addHandler(HANDLER);
        }
        library = crawl(dataSource);
    }

    @AfterAll
    static void stopListening() {
        for (Logger logger : LOGGERS) {
            logger.removeHandler(HANDLER);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        }
    }

    private static Catalog crawl(DataSource crawled) {
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                        .toOptions())
                .withLimitOptions(
                        LimitOptionsBuilder.builder().includeAllRoutines().toOptions());
        return SchemaCrawlerUtility.getCatalog(DatabaseConnectionSources.fromDataSource(crawled), options);
    }

    private static List<String> names(Collection<? extends NamedObject> named) {
        return named.stream().map(NamedObject::getName).toList();
    }

    private static Table table(String name) {
        return library.getTables().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCatalogIsThatOfTheMapping() {
        assertThat(names(library.getSchemas())).containsExactly("SchemaCrawlerTest");
        assertThat(names(library.getTables())).containsExactlyInAnyOrder("author", "book", "copy", "reader", "shelf");
        assertThat(library.getTables())
                .extracting(table -> table.getTableType().getTableType())
                .containsOnly("TABLE");
        assertThat(columns(table("author")))
                .containsExactly("name VARCHAR not null", "email VARCHAR", "born DATE", "points INTEGER");
        assertThat(columns(table("book")))
                .containsExactly(
                        "book_id VARCHAR not null default ulid()",
                        "author VARCHAR not null",
                        "title VARCHAR not null",
                        "price DECIMAL(12, 2)",
                        "published DATE",
                        "added TIMESTAMP WITH TIME ZONE");
        assertThat(columns(table("copy")))
                .containsExactly(
                        "book_id VARCHAR not null", "copy_no INTEGER not null", "place VARCHAR", "lent BOOLEAN");
        assertThat(columns(table("shelf"))).containsExactly("code VARCHAR not null", "label VARCHAR", "rev BIGINT");
    }

    private static List<String> columns(Table table) {
        List<String> columns = new ArrayList<>();
        for (Column column : table.getColumns()) {
            boolean isDecimal = column.getColumnDataType().getName().equals("DECIMAL");
            columns.add(column.getName()
                    + " "
                    + column.getColumnDataType().getName()
                    + (isDecimal ? column.getWidth() : "")
                    + (column.isNullable() ? "" : " not null")
                    + (column.hasDefaultValue() ? " default " + column.getDefaultValue() : ""));
        }
        return columns;
    }

    @Test
    void keysAndIndexesAreThoseOfTheMapping() {
        assertThat(keys(table("author"))).containsExactly("name");
        assertThat(keys(table("copy"))).containsExactly("book_id", "copy_no");
        assertThat(references(table("author"))).isEmpty();
        assertThat(references(table("book"))).containsExactly("book.author: author -> author.name");
        assertThat(references(table("copy"))).containsExactly("copy.book_id: book_id -> book.book_id");
        assertThat(indexes(table("author")))
                .containsExactlyInAnyOrder("primary unique [name]", "author.email unique [email]", "gsi1 [name]");
        assertThat(indexes(table("book")))
                .containsExactlyInAnyOrder(
                        "primary unique [book_id]", "gsi1 [book_id]", "gsi2 [author, title, book_id]");
    }

    private static List<String> keys(Table table) {
        return names(table.getPrimaryKey().getConstrainedColumns());
    }

    private static List<String> references(Table table) {
        List<String> references = new ArrayList<>();
        for (ForeignKey key : table.getImportedForeignKeys()) {
            key.getColumnReferences()
                    .forEach(reference -> references.add(key.getName()
                            + ": "
                            + reference.getForeignKeyColumn().getName()
                            + " -> "
                            + reference.getPrimaryKeyColumn().getParent().getName()
                            + "."
                            + reference.getPrimaryKeyColumn().getName()));
        }
        return references;
    }

    private static List<String> indexes(Table table) {
        List<String> indexes = new ArrayList<>();
        for (Index index : table.getIndexes()) {
            indexes.add(index.getName() + (index.isUnique() ? " unique " : " ") + names(index.getColumns()));
        }
        return indexes;
    }

    @Test
    void databaseAndDriver() {
        assertThat(library.getDatabaseInfo().getDatabaseProductName()).isEqualTo("DynamoDB");
        assertThat(library.getDatabaseInfo().getProperties())
                .extracting(Property::getName)
                .contains("getMaxTablesInSelect", "supportsTransactions", "getTypeInfo", "getTableTypes");
        assertThat(library.getJdbcDriverInfo().getDriverClassName()).isEqualTo(SingleTableDriver.class.getName());
        assertThat(library.getJdbcDriverInfo().getDriverProperties())
                .extracting(Property::getName)
                .contains("mapping", "pageSize");
        assertThat(names(library.getSystemColumnDataTypes())).contains("VARCHAR", "DECIMAL", "UUID", "ARRAY");
        assertThat(names(library.getRoutines())).contains("singletable_verify", "singletable_repair");
    }

    /** Those that say what their table is. */
    static List<Path> mappings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mapping-examples"))) {
            return files.filter(file -> MappingLoader.load(file.toString())
                            .expectedTable("any")
                            .isPresent())
                    .sorted()
                    .toList();
        }
    }

    static Stream<GoldenTable> tablesOfOtherLibraries() {
        return Stream.of(GoldenTable.ELECTRODB, GoldenTable.ONETABLE);
    }

    @ParameterizedTest
    @MethodSource("tablesOfOtherLibraries")
    void nothingToComplainAboutTablesOfOtherLibraries(GoldenTable golden) throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            golden.load(engine).close();
            SingleTableDataSource crawled = new SingleTableDataSource();
            crawled.setUrl(engine.directUrl(golden.mapping(), golden.table()));

            assertThat(crawl(crawled).getTables()).hasSize(golden.libraryNames().size());
        }
    }

    /** Whatever a mapping has in it, no call fails. */
    @ParameterizedTest
    @MethodSource("mappings")
    void nothingToComplainAbout(Path mapping) {
        SingleTableDataSource crawled = new SingleTableDataSource();
        crawled.setUrl(new EmbeddedEngine().url(mapping.toString(), "SchemaCrawlerTest-" + mapping.getFileName()));

        assertThat(crawl(crawled).getTables()).isNotEmpty();
        assertThat(COMPLAINTS).isEmpty();
    }
}
