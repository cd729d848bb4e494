package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.row;
import static org.singletable.jdbc.clients.JooqLibrary.AUTHOR;
import static org.singletable.jdbc.clients.JooqLibrary.BOOK;
import static org.singletable.jdbc.clients.JooqLibrary.SHELF;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.DataChangedException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.exception.NoDataFoundException;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.clients.JooqLibrary.AuthorRecord;
import org.singletable.jdbc.clients.JooqLibrary.BookRecord;
import org.singletable.jdbc.clients.JooqLibrary.ShelfRecord;
import org.singletable.jdbc.testing.Sql;

/** jOOQ's records, which know their table's key and store themselves. */
class JooqRecordsTest extends LibraryTest {
    private static final String AUTHORS = "SELECT name, email, born, points FROM author ORDER BY name";
    private static final String BOOKS = "SELECT author, title, price FROM book ORDER BY author, title";
    private static final String SHELVES = "SELECT code, label, rev FROM shelf ORDER BY code";

    /** The dialects whose INSERT ... RETURNING is the driver's. */
    private static final Set<SQLDialect> RETURNING = Set.of(SQLDialect.DEFAULT, SQLDialect.POSTGRES);

    private static DSLContext dsl(SQLDialect dialect) {
        Settings settings = new Settings()
                .withExecuteWithOptimisticLocking(true)
                .withExecuteWithOptimisticLockingExcludeUnversioned(true)
                .withReturnIdentityOnUpdatableRecord(RETURNING.contains(dialect));
        return DSL.using(dataSource, dialect, settings);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "H2", "POSTGRES", "SQLITE"})
    void storeInsertsAndThenUpdates(SQLDialect dialect) throws SQLException {
        AuthorRecord cat = dsl(dialect).newRecord(AUTHOR);
        cat.set(AUTHOR.name, "Cat");
        cat.set(AUTHOR.born, LocalDate.of(1980, 2, 29));
        assertThat(cat.store()).isEqualTo(1);
        assertThat(Sql.rows(connection, AUTHORS)).contains("Cat|null|1980-02-29|null");

        cat.set(AUTHOR.points, 5);
        cat.set(AUTHOR.born, null);
        assertThat(cat.store()).isEqualTo(1);
        assertThat(cat.store()).as("of what has not changed").isZero();
        assertThat(Sql.rows(connection, AUTHORS)).contains("Cat|null|null|5");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void storeGetsTheKeyThatTheDriverGave(SQLDialect dialect) throws SQLException {
        BookRecord tea = dsl(dialect).newRecord(BOOK);
        tea.set(BOOK.author, "Ann");
        tea.set(BOOK.title, "Tea");
        assertThat(tea.store()).isEqualTo(1);
        assertThat(tea.get(BOOK.bookId)).hasSize(26);

        tea.set(BOOK.price, new BigDecimal("4.50"));
        assertThat(tea.store()).isEqualTo(1);
        assertThat(Sql.rows(connection, BOOKS)).containsExactly("Ann|Tea|4.50");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void insertDoesNotReplace(SQLDialect dialect) throws SQLException {
        AuthorRecord ann = dsl(dialect).newRecord(AUTHOR);
        ann.set(AUTHOR.name, "Ann");
        ann.set(AUTHOR.points, 100);
        assertThatExceptionOfType(IntegrityConstraintViolationException.class).isThrownBy(ann::insert);
        ann.set(AUTHOR.name, "Cat");
        assertThat(ann.insert()).isEqualTo(1);

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|3", "Bob|null|null|null", "Cat|null|null|100");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void refreshAndDelete(SQLDialect dialect) throws SQLException {
        AuthorRecord ann = dsl(dialect).fetchSingle(AUTHOR, AUTHOR.name.eq("Ann"));
        Sql.update(connection, "UPDATE author SET points = 4, email = NULL WHERE name = 'Ann'");
        ann.refresh();
        assertThat(ann.intoList()).containsExactly("Ann", null, LocalDate.of(1970, 1, 2), 4);

        assertThat(ann.delete()).isEqualTo(1);
        assertThat(Sql.rows(connection, AUTHORS)).containsExactly("Bob|null|null|null");
        assertThatExceptionOfType(NoDataFoundException.class).isThrownBy(ann::refresh);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void theVersionColumnTellsWhoWasFirst(SQLDialect dialect) throws SQLException {
        ShelfRecord mine = dsl(dialect).newRecord(SHELF);
        mine.set(SHELF.code, "A1");
        mine.set(SHELF.label, "tea");
        assertThat(mine.store()).isEqualTo(1);
        assertThat(mine.get(SHELF.rev)).isEqualTo(1);

        ShelfRecord theirs = dsl(dialect).fetchSingle(SHELF, SHELF.code.eq("A1"));
        theirs.set(SHELF.label, "theirs");
        assertThat(theirs.store()).isEqualTo(1);
        assertThat(theirs.get(SHELF.rev)).isEqualTo(2);
        mine.set(SHELF.label, "mine");
        assertThatExceptionOfType(DataChangedException.class).isThrownBy(mine::store);
        assertThatExceptionOfType(DataChangedException.class).isThrownBy(mine::delete);
        assertThat(Sql.rows(connection, SHELVES)).containsExactly("A1|theirs|2");

        mine.refresh();
        mine.set(SHELF.label, "mine");
        assertThat(mine.store()).isEqualTo(1);
        assertThat(Sql.rows(connection, SHELVES)).containsExactly("A1|mine|3");
        assertThat(mine.delete()).isEqualTo(1);
        assertThat(Sql.rows(connection, SHELVES)).isEmpty();
    }

    /** A row without a version is read FOR UPDATE and compared, which needs a transaction. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void aRowWithoutAVersionIsLockedInATransaction(SQLDialect dialect) throws SQLException {
        DSLContext dsl = DSL.using(dataSource, dialect, new Settings().withExecuteWithOptimisticLocking(true));
        AuthorRecord ann = dsl.fetchSingle(AUTHOR, AUTHOR.name.eq("Ann"));
        ann.set(AUTHOR.points, 4);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(ann::store)
                .extracting(DataAccessException::sqlState)
                .isEqualTo("HYC00");
        assertThat(dsl.<Integer>transactionResult(transaction -> {
                    ann.attach(transaction);
                    return ann.store();
                }))
                .isEqualTo(1);

        Sql.update(connection, "UPDATE author SET points = 10 WHERE name = 'Ann'");
        ann.set(AUTHOR.points, 5);
        assertThatExceptionOfType(DataChangedException.class)
                .isThrownBy(() -> dsl.transaction(transaction -> {
                    ann.attach(transaction);
                    ann.store();
                }));
        assertThat(Sql.rows(connection, AUTHORS)).startsWith("Ann|ann@example.com|1970-01-02|10");
    }

    /** A page begins behind the last row of the one before. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void pagesBySeek(SQLDialect dialect) throws SQLException {
        DSLContext dsl = dsl(dialect);
        for (String title : List.of("Cake", "Milk", "Tea")) {
            Sql.update(connection, "INSERT INTO book (author, title) VALUES ('Ann', ?), ('Bob', ?)", title, title);
        }

        Result<BookRecord> page = dsl.selectFrom(BOOK)
                .where(row(BOOK.author, BOOK.title).gt(row("Ann", "Milk")))
                .orderBy(BOOK.author, BOOK.title)
                .limit(2)
                .fetch();
        assertThat(page.map(book -> book.get(BOOK.author) + " " + book.get(BOOK.title)))
                .containsExactly("Ann Tea", "Bob Cake");
        BookRecord last = page.get(page.size() - 1);
        assertThat(dsl.selectFrom(BOOK)
                        .orderBy(BOOK.author, BOOK.title)
                        .seek(last.get(BOOK.author), last.get(BOOK.title))
                        .limit(2)
                        .fetch(BOOK.title))
                .containsExactly("Milk", "Tea");
        assertThat(dsl.selectFrom(BOOK)
                        .orderBy(BOOK.author.desc(), BOOK.title.asc())
                        .seek("Bob", "Milk")
                        .limit(2)
                        .fetch(book -> book.get(BOOK.author) + " " + book.get(BOOK.title)))
                .containsExactly("Bob Tea", "Ann Cake");
        assertThat(dsl.fetchCount(
                        dsl.selectFrom(BOOK).where(row(BOOK.author, BOOK.title).le(row("Bob", "Cake")))))
                .isEqualTo(4);
        assertThat(dsl.fetchExists(BOOK, row(BOOK.author, BOOK.title).gt(row("Bob", "Tea"))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void batches(SQLDialect dialect) throws SQLException {
        DSLContext dsl = dsl(dialect);
        AuthorRecord ann = dsl.fetchSingle(AUTHOR, AUTHOR.name.eq("Ann"));
        ann.set(AUTHOR.points, 4);
        AuthorRecord cat = dsl.newRecord(AUTHOR);
        cat.set(AUTHOR.name, "Cat");
        cat.set(AUTHOR.points, 1);
        AuthorRecord dan = dsl.newRecord(AUTHOR);
        dan.set(AUTHOR.name, "Dan");
        dan.set(AUTHOR.points, null);
        assertThat(dsl.batchStore(ann, cat, dan).execute()).containsExactly(1, 1, 1);
        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly(
                        "Ann|ann@example.com|1970-01-02|4",
                        "Bob|null|null|null",
                        "Cat|null|null|1",
                        "Dan|null|null|null");

        assertThat(dsl.batchDelete(cat, dan).execute()).containsExactly(1, 1);
        AuthorRecord eve = dsl.newRecord(AUTHOR);
        eve.set(AUTHOR.name, "Eve");
        assertThat(dsl.batchInsert(eve).execute()).containsExactly(1);
        assertThat(Sql.rows(connection, "SELECT name FROM author ORDER BY name"))
                .containsExactly("Ann", "Bob", "Eve");

        ShelfRecord shelf = dsl.newRecord(SHELF);
        shelf.set(SHELF.code, "A1");
        assertThat(dsl.batchStore(shelf).execute()).containsExactly(1);
        ShelfRecord read = dsl.fetchSingle(SHELF);
        read.set(SHELF.label, "tea");
        assertThat(dsl.batchStore(read).execute()).containsExactly(1);
        assertThat(Sql.rows(connection, SHELVES)).containsExactly("A1|tea|2");
    }

    /** What an inner transaction stored is lost with it. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void recordsInNestedTransactions(SQLDialect dialect) throws SQLException {
        AtomicInteger inner = new AtomicInteger();
        dsl(dialect).transaction(outer -> {
            ShelfRecord tea = outer.dsl().newRecord(SHELF);
            tea.set(SHELF.code, "A1");
            tea.set(SHELF.label, "tea");
            tea.store();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> outer.dsl().transaction(nested -> {
                        ShelfRecord read = nested.dsl().fetchSingle(SHELF, SHELF.code.eq("A1"));
                        read.set(SHELF.label, "lost");
                        inner.set(read.store());
                        throw new IllegalStateException("inner");
                    }));
            tea.refresh();
            assertThat(tea.get(SHELF.label)).isEqualTo("tea");
            tea.set(SHELF.label, "coffee");
            tea.store();
        });

        assertThat(inner).hasValue(1);
        assertThat(Sql.rows(connection, SHELVES)).containsExactly("A1|coffee|2");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES", "SQLITE"})
    void aForeignKeyIsFollowed(SQLDialect dialect) throws SQLException {
        Sql.update(connection, "INSERT INTO book (author, title) VALUES ('Ann', 'Tea'), ('Ann', 'Milk')");
        BookRecord book = dsl(dialect).fetchSingle(BOOK, BOOK.title.eq("Tea"));
        AuthorRecord author = book.fetchParent(BOOK.written);
        assertThat(author.get(AUTHOR.email)).isEqualTo("ann@example.com");
        assertThat(author.fetchChildren(BOOK.written).getValues(BOOK.title)).containsExactlyInAnyOrder("Milk", "Tea");
    }
}
