package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Sql;

/** jOOQ without generated code, in the dialects that come near to the driver's. */
class JooqTest extends LibraryTest {
    private static final String AUTHORS = "SELECT name, email, born, points FROM author ORDER BY name";

    private static final Table<Record> AUTHOR = table(name("author"));
    private static final Field<String> NAME = field(name("author", "name"), String.class);
    private static final Field<String> EMAIL = field(name("author", "email"), String.class);
    private static final Field<LocalDate> BORN = field(name("author", "born"), LocalDate.class);
    private static final Field<Integer> POINTS = field(name("author", "points"), Integer.class);

    private static final Table<Record> BOOK = table(name("book"));
    private static final Field<String> BOOK_ID = field(name("book", "book_id"), String.class);
    private static final Field<String> BOOK_AUTHOR = field(name("book", "author"), String.class);
    private static final Field<String> TITLE = field(name("book", "title"), String.class);
    private static final Field<BigDecimal> PRICE = field(name("book", "price"), BigDecimal.class);
    private static final Field<OffsetDateTime> ADDED = field(name("book", "added"), OffsetDateTime.class);

    private static DSLContext dsl(SQLDialect dialect) {
        return DSL.using(dataSource, dialect);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void rowsAreWrittenAndRead(SQLDialect dialect) throws SQLException {
        DSLContext dsl = dsl(dialect);
        LocalDate leapDay = LocalDate.of(1980, 2, 29);
        assertThat(dsl.insertInto(AUTHOR, NAME, EMAIL, BORN, POINTS)
                        .values("Cat", "cat@example.com", leapDay, 1)
                        .values("Dan", null, null, null)
                        .execute())
                .isEqualTo(2);
        assertThat(dsl.update(AUTHOR)
                        .set(POINTS, POINTS.plus(2))
                        .setNull(EMAIL)
                        .where(NAME.eq("Ann"))
                        .execute())
                .isEqualTo(1);
        assertThat(dsl.deleteFrom(AUTHOR).where(NAME.eq("Bob")).execute()).isEqualTo(1);

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|null|1970-01-02|5", "Cat|cat@example.com|1980-02-29|1", "Dan|null|null|null");
        assertThat(dsl.select(NAME, BORN)
                        .from(AUTHOR)
                        .where(BORN.ge(leapDay).or(POINTS.isNull()))
                        .orderBy(NAME)
                        .fetchMap(NAME, BORN))
                .containsEntry("Cat", leapDay)
                .containsEntry("Dan", null)
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void decimalsAndTimes(SQLDialect dialect) {
        DSLContext dsl = dsl(dialect);
        OffsetDateTime added = OffsetDateTime.of(2026, 3, 1, 12, 30, 0, 0, ZoneOffset.UTC);
        dsl.insertInto(BOOK)
                .set(BOOK_AUTHOR, "Ann")
                .set(TITLE, "Tea")
                .set(PRICE, new BigDecimal("4.50"))
                .set(ADDED, added)
                .execute();

        Record book = dsl.select(BOOK_ID, PRICE, ADDED)
                .from(BOOK)
                .where(BOOK_AUTHOR.eq("Ann"), ADDED.le(added))
                .fetchSingle();
        assertThat(book.get(BOOK_ID)).hasSize(26);
        assertThat(book.get(PRICE)).isEqualTo(new BigDecimal("4.50"));
        assertThat(book.get(ADDED)).isEqualTo(added);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void queries(SQLDialect dialect) {
        DSLContext dsl = dsl(dialect);
        for (String title : List.of("Cake", "Milk", "Tea")) {
            dsl.insertInto(BOOK).set(BOOK_AUTHOR, "Ann").set(TITLE, title).execute();
        }

        assertThat(dsl.select(TITLE)
                        .from(BOOK)
                        .where(BOOK_AUTHOR.eq("Ann"))
                        .orderBy(TITLE)
                        .limit(1)
                        .offset(1)
                        .fetch(TITLE))
                .containsExactly("Milk");
        assertThat(dsl.select(TITLE)
                        .from(BOOK)
                        .where(BOOK_AUTHOR.eq("Ann"))
                        .orderBy(BOOK_AUTHOR, TITLE)
                        .seek("Ann", "Cake")
                        .limit(1)
                        .fetch(TITLE))
                .containsExactly("Milk");
        assertThat(dsl.fetchCount(BOOK)).isEqualTo(3);
        assertThat(dsl.fetchCount(dsl.select(TITLE).from(BOOK).where(TITLE.gt("D"))))
                .isEqualTo(2);
        assertThat(dsl.fetchExists(BOOK, TITLE.eq("Tea"))).isTrue();
        assertThat(dsl.fetchExists(dsl.selectFrom(AUTHOR).where(NAME.eq("nobody"))))
                .isFalse();
        assertThat(dsl.select(NAME, count(), max(TITLE))
                        .from(AUTHOR)
                        .join(BOOK)
                        .on(BOOK_AUTHOR.eq(NAME))
                        .groupBy(NAME)
                        .fetch()
                        .map(Record::intoList))
                .containsExactly(List.of("Ann", 3, "Tea"));
        assertThat(dsl.select(NAME).from(AUTHOR).where(NAME.in("Ann", "nobody")).fetch(NAME))
                .containsExactly("Ann");
        assertThat(dsl.select(NAME)
                        .from(AUTHOR)
                        .where(row(NAME, POINTS).in(List.of(row("Ann", 3), row("Bob", 3))))
                        .fetch(NAME))
                .containsExactly("Ann");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void batches(SQLDialect dialect) throws SQLException {
        DSLContext dsl = dsl(dialect);
        assertThat(dsl.batch(dsl.insertInto(AUTHOR, NAME, POINTS, BORN).values((String) null, null, null))
                        .bind("Cat", 1, LocalDate.of(1980, 2, 29))
                        .bind("Dan", null, null)
                        .execute())
                .containsExactly(1, 1);
        assertThat(dsl.batch(
                                dsl.update(AUTHOR).set(POINTS, 9).where(NAME.eq("Bob")),
                                dsl.deleteFrom(AUTHOR).where(NAME.eq("Ann")))
                        .execute())
                .containsExactly(1, 1);

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Bob|null|null|9", "Cat|null|1980-02-29|1", "Dan|null|null|null");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "SQLITE"})
    void onConflict(SQLDialect dialect) throws SQLException {
        DSLContext dsl = dsl(dialect);
        assertThat(dsl.insertInto(AUTHOR, NAME, POINTS)
                        .values("Ann", 100)
                        .onConflict(NAME)
                        .doNothing()
                        .execute())
                .isZero();
        assertThat(dsl.insertInto(AUTHOR, NAME, POINTS)
                        .values("Bob", 7)
                        .onConflict(NAME)
                        .doUpdate()
                        .set(POINTS, excluded(POINTS))
                        .execute())
                .isEqualTo(1);
        assertThat(dsl.insertInto(AUTHOR, NAME, POINTS)
                        .values("Ann", 1)
                        .onConflict(NAME)
                        .doUpdate()
                        .set(POINTS, POINTS.plus(excluded(POINTS)))
                        .where(POINTS.gt(2))
                        .execute())
                .isEqualTo(1);

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|4", "Bob|null|null|7");
    }

    /** In the others jOOQ writes ON DUPLICATE KEY UPDATE or MERGE. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2"})
    void onConflictIsRefused(SQLDialect dialect) throws SQLException {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> dsl(dialect)
                        .insertInto(AUTHOR, NAME, POINTS)
                        .values("Ann", 7)
                        .onConflict(NAME)
                        .doUpdate()
                        .set(POINTS, 7)
                        .execute())
                .extracting(DataAccessException::sqlState)
                .isEqualTo("HYC00");

        assertThat(Sql.rows(connection, AUTHORS)).startsWith("Ann|ann@example.com|1970-01-02|3");
    }

    /** DEFAULT leaves DO NOTHING out, so that a row that is there is an error. */
    @Test
    void onConflictDoNothingIsAPlainInsertInDefault() throws SQLException {
        assertThatExceptionOfType(IntegrityConstraintViolationException.class)
                .isThrownBy(() -> dsl(SQLDialect.DEFAULT)
                        .insertInto(AUTHOR, NAME)
                        .values("Ann")
                        .onConflict(NAME)
                        .doNothing()
                        .execute());

        assertThat(Sql.rows(connection, AUTHORS)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void returning(SQLDialect dialect) throws SQLException {
        DSLContext dsl = dsl(dialect);
        String id = dsl.insertInto(BOOK, BOOK_AUTHOR, TITLE)
                .values("Ann", "Tea")
                .returning(BOOK_ID)
                .fetchSingle(BOOK_ID);
        assertThat(id).hasSize(26);
        assertThat(dsl.update(AUTHOR)
                        .set(POINTS, POINTS.plus(1))
                        .where(NAME.eq("Ann"))
                        .returningResult(POINTS)
                        .fetchSingle(POINTS))
                .isEqualTo(4);
        assertThat(dsl.deleteFrom(AUTHOR)
                        .where(NAME.eq("Bob"))
                        .returning(NAME, POINTS)
                        .fetchSingle(NAME))
                .isEqualTo("Bob");

        assertThat(Sql.rows(connection, "SELECT book_id, author, title FROM book"))
                .containsExactly(id + "|Ann|Tea");
        assertThat(Sql.rows(connection, AUTHORS)).containsExactly("Ann|ann@example.com|1970-01-02|4");
    }

    /** H2 writes FINAL TABLE, which is refused. SQLITE inserts, and then looks for a row id, which no row has. */
    @ParameterizedTest
    @CsvSource({"H2, HYC00, 0", "SQLITE, 42703, 1"})
    void returningFailsInTheOthers(SQLDialect dialect, String state, int inserted) throws SQLException {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> dsl(dialect)
                        .insertInto(BOOK, BOOK_AUTHOR, TITLE)
                        .values("Ann", "Tea")
                        .returning(BOOK_ID)
                        .fetch())
                .extracting(DataAccessException::sqlState)
                .isEqualTo(state);

        assertThat(Sql.rows(connection, "SELECT book_id FROM book")).hasSize(inserted);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void transactionsNest(SQLDialect dialect) throws SQLException {
        dsl(dialect).transaction(outer -> {
            outer.dsl().insertInto(AUTHOR, NAME).values("Cat").execute();
            outer.dsl().transaction(inner -> {
                inner.dsl().update(AUTHOR).set(POINTS, 8).where(NAME.eq("Cat")).execute();
            });
            assertThatExceptionOfType(IntegrityConstraintViolationException.class)
                    .isThrownBy(() -> outer.dsl().transaction(inner -> {
                        inner.dsl().deleteFrom(AUTHOR).where(NAME.eq("Bob")).execute();
                        inner.dsl().insertInto(AUTHOR, NAME).values("Ann").execute();
                    }));
            assertThat(Sql.rows(connection, AUTHORS)).hasSize(2);
        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> dsl(dialect).transaction(outer -> {
                    outer.dsl().deleteFrom(AUTHOR).where(NAME.eq("Ann")).execute();
                    throw new IllegalStateException("outer");
                }));

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|3", "Bob|null|null|null", "Cat|null|null|8");
    }
}
