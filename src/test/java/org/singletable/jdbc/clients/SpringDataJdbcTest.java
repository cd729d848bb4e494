package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.springdata.SingleTableJdbcDialect;
import org.singletable.jdbc.testing.Sql;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.conversion.DbActionExecutionException;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC's repositories, with the dialect of the driver, which it finds by itself. */
class SpringDataJdbcTest extends LibraryTest {
    private static final String BOOKS = "SELECT title, price FROM book ORDER BY title";
    private static final String COPIES = "SELECT copy_no, place, lent FROM copy ORDER BY copy_no";
    private static final String READERS = "SELECT name, rev FROM reader ORDER BY name";

    private static AnnotationConfigApplicationContext context;
    private static Books books;
    private static Authors authors;
    private static Readers readers;

    /** An id that the program gives: a new one is inserted by a template, since {@code save} takes it for an old one. */
    @Table("author")
    record Author(@Id String name, String email, LocalDate born, Integer points) {}

    /** An id that the driver gives, and a list whose rows are stored beside it, numbered from 0. */
    @Table("book")
    record Book(
            @Id @Column("book_id") String id,
            String author,
            String title,
            BigDecimal price,
            LocalDate published,
            OffsetDateTime added,

            @MappedCollection(idColumn = "book_id", keyColumn = "copy_no")
            List<Copy> copies) {

        static Book of(String author, String title, Copy... copies) {
            return new Book(null, author, title, null, null, null, List.of(copies));
        }

        Book with(Copy... others) {
            return new Book(id, author, title, price, published, added, List.of(others));
        }

        Book at(String newPrice) {
            return new Book(id, author, title, new BigDecimal(newPrice), published, added, copies);
        }
    }

    @Table("copy")
    record Copy(String place, Boolean lent) {}

    /** An id that the program gives, and a version, which tells whether the reader is new. */
    @Table("reader")
    record Reader(
            @Id @Column("reader_id") UUID id,
            String name,
            @Version Long rev) {

        Reader named(String other) {
            return new Reader(id, other, rev);
        }
    }

    interface Authors extends ListCrudRepository<Author, String> {}

    interface Books extends ListCrudRepository<Book, String>, PagingAndSortingRepository<Book, String> {
        List<Book> findByAuthorOrderByTitleDesc(String author);

        List<Book> findByAuthorAndTitleStartingWith(String author, String prefix);

        Page<Book> findByAuthor(String author, Pageable page);

        boolean existsByAuthorAndTitle(String author, String title);

        long countByAuthor(String author);

        @Modifying
        @Query("UPDATE book SET price = price + :more WHERE author = :author")
        int raise(String author, BigDecimal more);
    }

    interface Readers extends ListCrudRepository<Reader, UUID> {}

    @Configuration
    @EnableJdbcRepositories(considerNestedRepositories = true)
    @EnableTransactionManagement
    static class Library extends AbstractJdbcConfiguration {
        @Bean
        DataSource dataSource() {
            return dataSource;
        }

        @Bean
        NamedParameterJdbcOperations operations(DataSource source) {
            return new NamedParameterJdbcTemplate(source);
        }

        @Bean
        TransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }
    }

    @BeforeAll
    static void openContext() {
        context = new AnnotationConfigApplicationContext(Library.class);
        authors = context.getBean(Authors.class);
        books = context.getBean(Books.class);
        readers = context.getBean(Readers.class);
    }

    @AfterAll
    static void closeContext() {
        context.close();
    }

    private static void interfere(String sql) {
        try {
            assertThat(Sql.update(connection, sql)).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Book saved(String author, String title, Copy... copies) {
        return books.save(Book.of(author, title, copies));
    }

    @Test
    void theDialectIsFound() {
        assertThat(context.getBean(JdbcDialect.class)).isSameAs(SingleTableJdbcDialect.INSTANCE);
    }

    @Test
    void rowsAreReadChangedAndDeleted() throws SQLException {
        assertThat(authors.findById("Ann")).contains(new Author("Ann", "ann@example.com", LocalDate.of(1970, 1, 2), 3));
        assertThat(authors.findById("nobody")).isEmpty();
        assertThat(authors.existsById("Bob")).isTrue();
        assertThat(authors.existsById("nobody")).isFalse();
        assertThat(authors.count()).isEqualTo(2);
        assertThat(authors.findAllById(List.of("Ann", "Bob", "nobody"))).hasSize(2);

        context.getBean(JdbcAggregateTemplate.class).insert(new Author("Cat", null, LocalDate.of(1980, 2, 29), null));
        authors.save(new Author("Bob", "bob@example.com", null, 7));
        authors.deleteById("Ann");

        assertThat(Sql.rows(connection, "SELECT name, email, born, points FROM author ORDER BY name"))
                .containsExactly("Bob|bob@example.com|null|7", "Cat|null|1980-02-29|null");
        assertThatExceptionOfType(DbActionExecutionException.class)
                .isThrownBy(
                        () -> context.getBean(JdbcAggregateTemplate.class).insert(new Author("Cat", null, null, null)))
                .withCauseInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void theDriverGivesIds() {
        OffsetDateTime added = OffsetDateTime.parse("2026-03-01T12:30:00+02:00");
        Book book = books.save(
                new Book(null, "Ann", "Tea", new BigDecimal("4.50"), LocalDate.of(2026, 3, 1), added, List.of()));

        assertThat(book.id()).hasSize(26);
        assertThat(books.findById(book.id())).contains(book);
    }

    @Test
    void queriesMadeOfNames() throws SQLException {
        saved("Ann", "Tea");
        saved("Ann", "Milk");
        saved("Ann", "Mint");
        saved("Bob", "Soap");

        assertThat(books.findByAuthorOrderByTitleDesc("Ann"))
                .extracting(Book::title)
                .containsExactly("Tea", "Mint", "Milk");
        assertThat(books.findByAuthorAndTitleStartingWith("Ann", "Mi"))
                .extracting(Book::title)
                .containsExactlyInAnyOrder("Milk", "Mint");
        assertThat(books.existsByAuthorAndTitle("Bob", "Soap")).isTrue();
        assertThat(books.existsByAuthorAndTitle("Bob", "Tea")).isFalse();
        assertThat(books.countByAuthor("Ann")).isEqualTo(3);
    }

    @Test
    void pages() {
        for (String title : List.of("A", "B", "C", "D", "E")) {
            saved("Ann", title);
        }

        Page<Book> page = books.findByAuthor("Ann", PageRequest.of(1, 2, Sort.by("title")));
        assertThat(page).extracting(Book::title).containsExactly("C", "D");
        assertThat(page.getTotalElements()).isEqualTo(5);
        assertThat(books.findAll(PageRequest.of(0, 3, Sort.by("title").descending())))
                .extracting(Book::title)
                .containsExactly("E", "D", "C");
        assertThat(books.findAll(Sort.by("title"))).extracting(Book::title).containsExactly("A", "B", "C", "D", "E");
    }

    @Test
    void statementsOfOnesOwn() throws SQLException {
        books.save(Book.of("Ann", "Tea").at("4.50"));
        books.save(Book.of("Ann", "Milk").at("1.00"));

        assertThat(books.raise("Ann", BigDecimal.ONE)).isEqualTo(2);
        assertThat(Sql.rows(connection, BOOKS)).containsExactly("Milk|2.00", "Tea|5.50");
    }

    @Test
    void theVersionIsCounted() throws SQLException {
        Reader reader = readers.save(new Reader(UUID.randomUUID(), "Dan", null));
        assertThat(reader.rev()).isZero();
        assertThat(Sql.rows(connection, READERS)).containsExactly("Dan|0");

        Reader changed = readers.save(reader.named("Dana"));
        assertThat(changed.rev()).isEqualTo(1);
        assertThat(readers.findById(reader.id())).contains(changed);
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> readers.save(reader.named("Daniel")));
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> readers.delete(reader));
        assertThat(Sql.rows(connection, READERS)).containsExactly("Dana|1");

        readers.delete(changed);
        assertThat(Sql.rows(connection, READERS)).isEmpty();
    }

    @Test
    void anAggregateIsWrittenWhole() throws SQLException {
        Book book = saved("Ann", "Tea", new Copy("hall", false), new Copy("attic", true));
        assertThat(books.findById(book.id()).orElseThrow().copies())
                .containsExactly(new Copy("hall", false), new Copy("attic", true));

        books.save(book.with(new Copy("cellar", false)));
        assertThat(Sql.rows(connection, COPIES)).containsExactly("0|cellar|false");

        saved("Ann", "Milk", new Copy("shop", null));
        books.deleteById(book.id());
        assertThat(Sql.rows(connection, BOOKS)).containsExactly("Milk|null");
        assertThat(Sql.rows(connection, COPIES)).containsExactly("0|shop|null");
    }

    @Test
    void aTransactionAroundSeveralCalls() throws SQLException {
        TransactionTemplate transaction = new TransactionTemplate(context.getBean(JdbcTransactionManager.class));

        transaction.executeWithoutResult(status -> {
            saved("Ann", "Tea", new Copy("hall", false));
            status.setRollbackOnly();
        });
        assertThat(books.count()).isZero();
        assertThat(Sql.rows(connection, COPIES)).isEmpty();

        Reader reader = readers.save(new Reader(UUID.randomUUID(), "Dan", null));
        assertThatExceptionOfType(ConcurrencyFailureException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                    readers.save(reader.named("Dana"));
                    saved("Ann", "Tea");
                    interfere("UPDATE reader SET name = 'Daniel'");
                }));
        assertThat(books.count()).isZero();
    }
}
