package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Meta;
import org.jooq.Named;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Sql;

/** What jOOQ finds in the driver's metadata, and its records of tables that it found there. */
class JooqMetaTest extends LibraryTest {

    private static Table<?> table(Meta meta, String name) {
        List<Table<?>> found = meta.getTables(name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> names(List<? extends Named> named) {
        return named.stream().map(Named::getName).toList();
    }

    @Test
    void metaShowsTheMapping() {
        Meta meta = DSL.using(dataSource, SQLDialect.DEFAULT).meta();

        assertThat(names(meta.getSchemas())).contains("JooqMetaTest");
        assertThat(names(meta.getTables())).contains("author", "book", "copy", "shelf");
        Table<?> book = table(meta, "book");
        assertThat(names(Arrays.asList(book.fields())))
                .containsExactly("book_id", "author", "title", "price", "published", "added");
        assertThat(book.field("title").getDataType().getSQLType()).isEqualTo(Types.VARCHAR);
        assertThat(book.field("title").getDataType().nullable()).isFalse();
        assertThat(book.field("price").getDataType().getSQLType()).isEqualTo(Types.DECIMAL);
        assertThat(book.field("price").getDataType().precision()).isEqualTo(12);
        assertThat(book.field("price").getDataType().scale()).isEqualTo(2);
        assertThat(book.field("published").getType()).isIn(java.sql.Date.class, LocalDate.class);

        Table<?> copy = table(meta, "copy");
        assertThat(names(copy.getPrimaryKey().getFields())).containsExactly("book_id", "copy_no");
        assertThat(copy.getReferences()).singleElement().satisfies(key -> {
            assertThat(key.getKey().getTable().getName()).isEqualTo("book");
            assertThat(names(key.getFields())).containsExactly("book_id");
        });
        assertThat(names(book.getIndexes())).containsExactlyInAnyOrder("gsi1", "gsi2");
        assertThat(table(meta, "author").getIndexes()).anySatisfy(index -> {
            assertThat(index.getUnique()).isTrue();
            assertThat(index.getFields()).extracting(SortField::getName).containsExactly("email");
        });
    }

    /** The other dialects ask the catalogs of their databases for unique keys. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRES", "SQLITE"})
    void metaOfOtherDialectsIsRefused(SQLDialect dialect) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> DSL.using(dataSource, dialect).meta().getTables())
                .withCauseInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void recordsOfTablesOfMeta(SQLDialect dialect) throws SQLException {
        Meta meta = DSL.using(dataSource, SQLDialect.DEFAULT).meta();

        written(DSL.using(dataSource, dialect), table(meta, "book"));
    }

    private static <R extends Record> void written(DSLContext dsl, Table<R> book) throws SQLException {
        @SuppressWarnings("unchecked")
        Field<String> id = (Field<String>) book.field("book_id");
        R record = dsl.newRecord(book);
        record.fromMap(Map.of("book_id", "b1", "author", "Ann", "title", "Tea", "price", new BigDecimal("4.50")));
        assertThat(dsl.insertInto(book).set(record).execute()).isEqualTo(1);
        R read = dsl.fetchSingle(book, id.eq("b1"));
        assertThat(read.get("price")).isEqualTo(new BigDecimal("4.50"));
        read.fromMap(Map.of("title", "Coffee"));
        assertThat(dsl.update(book).set(read).where(id.eq("b1")).execute()).isEqualTo(1);

        assertThat(Sql.rows(connection, "SELECT * FROM book")).containsExactly("b1|Ann|Coffee|4.50|null|null");
    }
}
