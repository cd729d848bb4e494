package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Sql;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Spring's templates on the driver's data source. Its transactions: {@link SpringTransactionsTest}. */
class SpringJdbcTest extends LibraryTest {
    private static final String AUTHORS = "SELECT name, email, born, points FROM author ORDER BY name";
    private static final String INSERT = "INSERT INTO author (name, email, born, points) VALUES (?, ?, ?, ?)";

    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);

    private record Author(String name, String email, LocalDate born, Integer points) {}

    @Test
    void queriesGiveObjectsValuesAndMaps() {
        assertThat(jdbc.query(AUTHORS, new DataClassRowMapper<>(Author.class)))
                .containsExactly(
                        new Author("Ann", "ann@example.com", LocalDate.of(1970, 1, 2), 3),
                        new Author("Bob", null, null, null));
        assertThat(jdbc.queryForObject("SELECT points FROM author WHERE name = ?", Integer.class, "Ann"))
                .isEqualTo(3);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM author", Long.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForList("SELECT name FROM author WHERE points > ?", String.class, 2))
                .containsExactly("Ann");
        assertThat(jdbc.queryForList("SELECT name, points FROM author WHERE name = 'Bob'"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly(entry("name", "Bob"), entry("points", null)));
        assertThat(jdbc.queryForStream(AUTHORS, (rows, number) -> number + rows.getString("name")))
                .containsExactly("0Ann", "1Bob");
        assertThatExceptionOfType(EmptyResultDataAccessException.class)
                .isThrownBy(
                        () -> jdbc.queryForObject("SELECT points FROM author WHERE name = 'nobody'", Integer.class));
    }

    @Test
    void updatesCountRows() throws SQLException {
        assertThat(jdbc.update("UPDATE author SET points = points + ? WHERE name = ?", 2, "Ann"))
                .isEqualTo(1);
        assertThat(jdbc.update("UPDATE author SET points = 1 WHERE name = 'nobody'"))
                .isZero();
        assertThat(jdbc.update("DELETE FROM author WHERE name = ?", "Bob")).isEqualTo(1);
        assertThat(Sql.rows(connection, AUTHORS)).containsExactly("Ann|ann@example.com|1970-01-02|5");
    }

    /** A null without a type: Spring asks the parameter's metadata for one. */
    @Test
    void untypedNulls() throws SQLException {
        assertThat(jdbc.update(INSERT, "Cat", null, null, null)).isEqualTo(1);
        assertThat(jdbc.update(
                        "UPDATE author SET email = ?, born = ?, points = ? WHERE name = 'Ann'", null, null, null))
                .isEqualTo(1);
        assertThat(jdbc.queryForList("SELECT name FROM author WHERE points = ?", String.class, (Object) null))
                .isEmpty();
        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|null|null|null", "Bob|null|null|null", "Cat|null|null|null");
    }

    @Test
    void batches() throws SQLException {
        assertThat(jdbc.batchUpdate(
                        INSERT,
                        List.of(
                                new Object[] {"Cat", "cat@example.com", LocalDate.of(1990, 12, 31), 7},
                                new Object[] {"Dan", null, null, null})))
                .containsExactly(1, 1);
        assertThat(jdbc.batchUpdate(
                        "DELETE FROM author WHERE name = 'Ann'", "UPDATE author SET points = 0 WHERE name = 'Dan'"))
                .containsExactly(1, 1);
        assertThat(named.batchUpdate("UPDATE author SET points = :points WHERE name = :name", new SqlParameterSource[] {
                    new MapSqlParameterSource("name", "Bob").addValue("points", 9),
                    new MapSqlParameterSource("name", "nobody").addValue("points", 9)
                }))
                .containsExactly(1, 0);
        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Bob|null|null|9", "Cat|cat@example.com|1990-12-31|7", "Dan|null|null|0");
    }

    @Test
    void namedParametersAndLists() {
        assertThat(named.queryForList(
                        "SELECT name FROM author WHERE name IN (:names) ORDER BY name",
                        Map.of("names", List.of("Ann", "Bob", "nobody")),
                        String.class))
                .containsExactly("Ann", "Bob");
        assertThat(named.queryForList(
                        "SELECT name FROM author WHERE (name, points) IN (:pairs)",
                        Map.of("pairs", List.of(new Object[] {"Ann", 3}, new Object[] {"Bob", 3})),
                        String.class))
                .containsExactly("Ann");
        assertThat(named.queryForObject(
                        "SELECT COUNT(*) FROM author WHERE born >= :from OR email = :email",
                        new MapSqlParameterSource("from", LocalDate.of(1970, 1, 1)).addValue("email", null),
                        Integer.class))
                .isEqualTo(1);
    }

    @Test
    void generatedKeys() throws SQLException {
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        named.update(
                "INSERT INTO book (author, title) VALUES (:author, :title)",
                new MapSqlParameterSource("author", "Ann").addValue("title", "Tea"),
                keys,
                new String[] {"book_id"});
        String id = Objects.requireNonNull(keys.getKeyAs(String.class));

        assertThat(id).hasSize(26);
        assertThat(Sql.rows(connection, "SELECT author, title FROM book WHERE book_id = ?", id))
                .containsExactly("Ann|Tea");
    }

    @Test
    void simpleInserts() throws SQLException {
        SimpleJdbcInsert author = new SimpleJdbcInsert(dataSource).withTableName("author");
        assertThat(author.execute(Map.of("name", "Cat", "points", 1))).isEqualTo(1);
        assertThat(author.executeBatch(
                        new MapSqlParameterSource("name", "Dan").addValue("born", LocalDate.of(1980, 2, 29)),
                        new MapSqlParameterSource("name", "Eve").addValue("email", "eve@example.com")))
                .containsExactly(1, 1);

        assertThat(Sql.rows(connection, AUTHORS))
                .contains("Cat|null|null|1", "Dan|null|1980-02-29|null", "Eve|eve@example.com|null|null")
                .hasSize(5);
    }

    @Test
    void simpleInsertsWithGeneratedKeys() throws SQLException {
        SimpleJdbcInsert book =
                new SimpleJdbcInsert(dataSource).withTableName("book").usingGeneratedKeyColumns("book_id");
        Map<String, Object> tea = Map.of("author", "Ann", "title", "Tea", "price", new BigDecimal("4.50"));
        String id = (String) book.executeAndReturnKeyHolder(tea).getKeys().get("book_id");

        assertThat(id).hasSize(26);
        assertThat(Sql.rows(connection, "SELECT * FROM book")).containsExactly(id + "|Ann|Tea|4.50|null|null");
    }

    /** Without the columns' names it would give NULL for the version, which is the driver's. */
    @Test
    void simpleInsertsOfNamedColumns() throws SQLException {
        new SimpleJdbcInsert(dataSource)
                .withTableName("shelf")
                .usingColumns("code", "label")
                .execute(Map.of("code", "A1", "label", "Tea"));

        assertThat(Sql.rows(connection, "SELECT * FROM shelf")).containsExactly("A1|Tea|1");
    }

    @Test
    void exceptionsAreTranslated() throws SQLException {
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> jdbc.update(INSERT, "Ann", null, null, null));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .as("of a unique column")
                .isThrownBy(() -> jdbc.update(INSERT, "Cat", "ann@example.com", null, null));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("of NOT NULL")
                .isThrownBy(() -> jdbc.update("INSERT INTO book (author) VALUES ('Ann')"));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("of a value out of range")
                .isThrownBy(() -> jdbc.update("UPDATE author SET points = ? WHERE name = 'Ann'", Long.MAX_VALUE));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .as("in a batch")
                .isThrownBy(() -> jdbc.batchUpdate(INSERT, List.<Object[]>of(new Object[] {"Ann", null, null, null})));
        for (String bad : List.of("SELECT nothing FROM author", "SELECT name FROM nothing", "SELECT FROM WHERE")) {
            assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> jdbc.queryForList(bad));
        }
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                .as("of SQL outside the dialect")
                .isThrownBy(() -> jdbc.execute("DROP TABLE author"));

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|3", "Bob|null|null|null");
        assertThat(Sql.rows(connection, "SELECT * FROM book")).isEmpty();
    }
}
