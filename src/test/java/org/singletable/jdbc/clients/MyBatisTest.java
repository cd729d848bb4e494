package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Sql;

/** MyBatis with mappers by annotations and by XML. */
class MyBatisTest extends LibraryTest {
    private static final String XML = "mybatis/books.xml";
    private static final String AUTHORS = "SELECT name, email, born, points FROM author ORDER BY name";
    private static final String BOOKS =
            "SELECT book_id, author, title, price, published, added FROM book ORDER BY title";

    private static SqlSessionFactory sessions;

    /** A row of author. */
    record Author(String name, String email, LocalDate born, Integer points) {}

    /** The mapper by annotations. */
    interface Authors {
        @Insert("INSERT INTO author (name, email, born, points) VALUES (#{name}, #{email}, #{born}, #{points})")
        int insert(Author author);

        @Select("SELECT name, email, born, points FROM author WHERE name = #{name}")
        Author find(String name);

        @Select("SELECT name, email, born, points FROM author ORDER BY name")
        List<Author> all();

        @Update("UPDATE author SET points = points + #{more} WHERE name = #{name}")
        int add(String name, int more);

        @Update("UPDATE author SET email = #{email}, born = #{born} WHERE name = #{name}")
        int change(String name, String email, LocalDate born);

        @Delete("DELETE FROM author WHERE name = #{name}")
        int delete(String name);
    }

    /** A row of book, whose id the driver gives. */
    static class Book {
        String bookId;
        String author;
        String title;
        BigDecimal price;
        LocalDate published;
        OffsetDateTime added;

        static Book of(String author, String title) {
            Book book = new Book();
            book.author = author;
            book.title = title;
            return book;
        }
    }

    /** The mapper whose statements are in {@value #XML}, but for one. */
    interface Books {
        int insert(Book book);

        List<Book> search(Map<String, Object> by);

        int update(Book book);

        @Insert("INSERT INTO book (author, title) VALUES (#{author}, #{title})")
        @Options(useGeneratedKeys = true, keyProperty = "bookId", keyColumn = "book_id")
        int insertByAnnotation(Book book);
    }

    @BeforeAll
    static void openSessions() throws IOException {
        sessions = sessions(dataSource);
    }

    private static SqlSessionFactory sessions(DataSource dataSource) throws IOException {
        Configuration configuration =
                new Configuration(new Environment("library", new JdbcTransactionFactory(), dataSource));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.addMapper(Authors.class);
        try (InputStream xml = Resources.getResourceAsStream(XML)) {
            new XMLMapperBuilder(xml, configuration, XML, configuration.getSqlFragments()).parse();
        }
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    @Test
    void annotatedStatements() throws SQLException {
        try (SqlSession session = sessions.openSession()) {
            Authors authors = session.getMapper(Authors.class);
            assertThat(authors.insert(new Author("Cat", "cat@example.com", LocalDate.of(1980, 2, 29), 1)))
                    .isEqualTo(1);
            assertThat(authors.add("Ann", 2)).isEqualTo(1);
            assertThat(authors.delete("Bob")).isEqualTo(1);
            assertThat(authors.delete("nobody")).isZero();
            assertThat(authors.all())
                    .containsExactly(
                            new Author("Ann", "ann@example.com", LocalDate.of(1970, 1, 2), 5),
                            new Author("Cat", "cat@example.com", LocalDate.of(1980, 2, 29), 1));
            session.commit();
        }

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|5", "Cat|cat@example.com|1980-02-29|1");
    }

    /** MyBatis gives a null that has no jdbcType as one of Types.OTHER. */
    @Test
    void nulls() throws SQLException {
        try (SqlSession session = sessions.openSession(true)) {
            Authors authors = session.getMapper(Authors.class);
            assertThat(authors.insert(new Author("Cat", null, null, null))).isEqualTo(1);
            assertThat(authors.change("Ann", null, null)).isEqualTo(1);
            assertThat(authors.find("Cat")).isEqualTo(new Author("Cat", null, null, null));
            assertThat(authors.find("nobody")).isNull();
        }

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|null|null|3", "Bob|null|null|null", "Cat|null|null|null");
    }

    @Test
    void statementsInXmlWithGeneratedKeys() throws SQLException {
        Book tea = Book.of("Ann", "Tea");
        tea.price = new BigDecimal("4.50");
        tea.published = LocalDate.of(2026, 3, 1);
        tea.added = OffsetDateTime.of(2026, 3, 1, 12, 30, 0, 0, ZoneOffset.UTC);
        Book milk = Book.of("Ann", "Milk");
        try (SqlSession session = sessions.openSession()) {
            Books books = session.getMapper(Books.class);
            assertThat(books.insert(tea)).isEqualTo(1);
            assertThat(tea.bookId).hasSize(26);
            assertThat(books.insertByAnnotation(milk)).isEqualTo(1);
            assertThat(milk.bookId).hasSize(26).isNotEqualTo(tea.bookId);
            session.commit();

            assertThat(books.search(Map.of("ids", List.of(tea.bookId, "none"))))
                    .singleElement()
                    .usingRecursiveComparison()
                    .isEqualTo(tea);
            milk.price = BigDecimal.ONE;
            assertThat(books.update(milk)).isEqualTo(1);
            assertThat(books.search(Map.of("author", "Ann", "titled", "M")))
                    .extracting(book -> book.price)
                    .containsExactly(new BigDecimal("1.00"));
            session.commit();
        }

        assertThat(Sql.rows(connection, BOOKS))
                .containsExactly(
                        milk.bookId + "|Ann|Milk|1.00|null|null",
                        tea.bookId + "|Ann|Tea|4.50|2026-03-01|2026-03-01T12:30:00Z");
    }

    @Test
    void rollback() throws SQLException {
        try (SqlSession session = sessions.openSession()) {
            Authors authors = session.getMapper(Authors.class);
            authors.delete("Ann");
            assertThat(authors.find("Ann")).isNull();
            session.rollback();
            assertThat(authors.find("Ann")).isNotNull();
            authors.delete("Bob");
            assertThatExceptionOfType(PersistenceException.class)
                    .isThrownBy(() -> authors.insert(new Author("Ann", null, null, null)))
                    .withCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
        }

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|ann@example.com|1970-01-02|3", "Bob|null|null|null");
    }

    @Test
    void batches() throws SQLException {
        Book tea = Book.of("Ann", "Tea");
        Book milk = Book.of("Ann", "Milk");
        try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
            Authors authors = session.getMapper(Authors.class);
            Books books = session.getMapper(Books.class);
            authors.insert(new Author("Cat", null, LocalDate.of(1980, 2, 29), 1));
            authors.insert(new Author("Dan", null, null, null));
            authors.add("Ann", 1);
            authors.add("nobody", 1);
            books.insert(tea);
            books.insert(milk);
            assertThat(session.flushStatements())
                    .extracting(BatchResult::getUpdateCounts)
                    .containsExactly(new int[] {1, 1}, new int[] {1, 0}, new int[] {1, 1});
            assertThat(tea.bookId).hasSize(26);
            session.commit();
        }

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly(
                        "Ann|ann@example.com|1970-01-02|4",
                        "Bob|null|null|null",
                        "Cat|null|1980-02-29|1",
                        "Dan|null|null|null");
        assertThat(Sql.rows(connection, BOOKS))
                .containsExactly(milk.bookId + "|Ann|Milk|null|null|null", tea.bookId + "|Ann|Tea|null|null|null");
    }
}
