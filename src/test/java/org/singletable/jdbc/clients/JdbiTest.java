package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.BeanMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Sql;

/** Jdbi's handles. */
class JdbiTest extends LibraryTest {
    private static final String AUTHORS = "SELECT name, email, born, points FROM author ORDER BY name";
    private static final String INSERT =
            "INSERT INTO author (name, email, born, points) VALUES (:name, :email, :born, :points)";

    private final Jdbi jdbi = Jdbi.create(dataSource);

    /** A row of author. */
    public static class Author {
        private String name;
        private String email;
        private LocalDate born;
        private Integer points;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getEmail() {
            return email;
        }

        public void setEmail(String email) {
            this.email = email;
        }

        public LocalDate getBorn() {
            return born;
        }

        public void setBorn(LocalDate born) {
            this.born = born;
        }

        public Integer getPoints() {
            return points;
        }

        public void setPoints(Integer points) {
            this.points = points;
        }
    }

    /** A row of book. */
    public record Book(String title, BigDecimal price, OffsetDateTime added) {}

    @Test
    void beansAreWrittenAndRead() throws SQLException {
        Author cat = new Author();
        cat.setName("Cat");
        cat.setBorn(LocalDate.of(1980, 2, 29));
        jdbi.useHandle(handle -> {
            assertThat(handle.createUpdate(INSERT).bindBean(cat).execute()).isEqualTo(1);
            List<Author> authors = handle.registerRowMapper(BeanMapper.factory(Author.class))
                    .createQuery("SELECT * FROM author WHERE name IN (<names>) ORDER BY name")
                    .bindList("names", List.of("Ann", "Cat", "nobody"))
                    .mapTo(Author.class)
                    .list();
            assertThat(authors).extracting(Author::getName).containsExactly("Ann", "Cat");
            assertThat(authors)
                    .extracting(Author::getBorn)
                    .containsExactly(LocalDate.of(1970, 1, 2), LocalDate.of(1980, 2, 29));
            assertThat(authors).extracting(Author::getPoints).containsExactly(3, null);
        });

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|3", "Bob|null|null|null", "Cat|null|1980-02-29|null");
    }

    @Test
    void valuesByName() throws SQLException {
        jdbi.useHandle(handle -> {
            assertThat(handle.createUpdate(
                                    "UPDATE author SET points = points + :more, email = :email, born = :born WHERE name = :name")
                            .bind("more", 2)
                            .bind("born", LocalDate.of(1971, 12, 31))
                            .bindNull("email", Types.VARCHAR)
                            .bind("name", "Ann")
                            .execute())
                    .isEqualTo(1);
            assertThat(handle.createQuery("SELECT born FROM author WHERE born >= :born")
                            .bind("born", LocalDate.of(1971, 12, 31))
                            .mapTo(LocalDate.class)
                            .one())
                    .isEqualTo(LocalDate.of(1971, 12, 31));
            assertThat(handle.createQuery("SELECT points FROM author WHERE name = :name")
                            .bind("name", "nobody")
                            .mapTo(Integer.class)
                            .findOne())
                    .isEmpty();
            assertThat(handle.select("SELECT name, points FROM author WHERE name = ?", "Bob")
                            .mapToMap()
                            .one())
                    .containsEntry("name", "Bob")
                    .containsEntry("points", null);
        });

        assertThat(Sql.rows(connection, AUTHORS)).containsExactly("Ann|null|1971-12-31|5", "Bob|null|null|null");
    }

    @Test
    void generatedKeysDecimalsAndTimes() throws SQLException {
        OffsetDateTime added = OffsetDateTime.of(2026, 3, 1, 12, 30, 0, 0, ZoneOffset.UTC);
        String id = jdbi.withHandle(handle -> handle.createUpdate(
                        "INSERT INTO book (author, title, price, added) VALUES (:author, :title, :price, :added)")
                .bindMap(Map.of("author", "Ann", "title", "Tea", "price", new BigDecimal("4.50")))
                .bind("added", added)
                .executeAndReturnGeneratedKeys("book_id")
                .mapTo(String.class)
                .one());

        assertThat(id).hasSize(26);
        assertThat(jdbi.<Book, RuntimeException>withHandle(
                        handle -> handle.registerRowMapper(ConstructorMapper.factory(Book.class))
                                .createQuery("SELECT title, price, added FROM book WHERE book_id = :id")
                                .bind("id", id)
                                .mapTo(Book.class)
                                .one()))
                .isEqualTo(new Book("Tea", new BigDecimal("4.50"), added));
    }

    @Test
    void batches() throws SQLException {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            batch.bind("name", "Cat")
                    .bind("email", "cat@example.com")
                    .bind("born", LocalDate.of(1980, 2, 29))
                    .bind("points", 1)
                    .add();
            batch.bind("name", "Dan")
                    .bind("email", (String) null)
                    .bind("born", (LocalDate) null)
                    .bind("points", (Integer) null)
                    .add();
            assertThat(batch.execute()).containsExactly(1, 1);
            assertThat(handle.createBatch()
                            .add("DELETE FROM author WHERE name = 'Ann'")
                            .add("UPDATE author SET points = 9 WHERE name = 'Bob'")
                            .execute())
                    .containsExactly(1, 1);
        });

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Bob|null|null|9", "Cat|cat@example.com|1980-02-29|1", "Dan|null|null|null");
    }

    @Test
    void transactions() throws SQLException {
        jdbi.useTransaction(handle -> {
            handle.execute("INSERT INTO author (name) VALUES (?)", "Cat");
            handle.savepoint("before");
            handle.execute("DELETE FROM author WHERE name = ?", "Bob");
            handle.rollbackToSavepoint("before");
            assertThat(Sql.rows(connection, AUTHORS)).hasSize(2);
        });
        assertThatExceptionOfType(UnableToExecuteStatementException.class)
                .isThrownBy(() -> jdbi.useTransaction(handle -> {
                    handle.execute("DELETE FROM author WHERE name = 'Ann'");
                    handle.execute("INSERT INTO author (name) VALUES ('Bob')");
                }))
                .withCauseInstanceOf(SQLIntegrityConstraintViolationException.class);

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|3", "Bob|null|null|null", "Cat|null|null|null");
    }

    @Test
    void aLostRaceIsRunAgain() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        Jdbi again = Jdbi.create(dataSource);
        again.setTransactionHandler(new SerializableTransactionRunner());

        again.useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
            int points = handle.createQuery("SELECT points FROM author WHERE name = 'Ann'")
                    .mapTo(Integer.class)
                    .one();
            if (attempts.incrementAndGet() == 1) {
                Sql.update(connection, "UPDATE author SET points = 10 WHERE name = 'Ann'");
            }
            handle.execute("UPDATE author SET points = ? WHERE name = 'Ann'", points + 1);
        });

        assertThat(attempts).hasValue(2);
        assertThat(Sql.rows(connection, "SELECT points FROM author WHERE name = 'Ann'"))
                .containsExactly("11");
    }
}
