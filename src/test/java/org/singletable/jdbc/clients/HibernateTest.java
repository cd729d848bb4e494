package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.MappingException;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Generated;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.hibernate.SingleTableDialect;
import org.singletable.jdbc.testing.Sql;

/** Hibernate ORM by JPA, with the dialect of the driver, which it finds by itself. */
class HibernateTest extends LibraryTest {
    private static final String AUTHORS = "SELECT name, email, born, points FROM author ORDER BY name";
    private static final String READERS = "SELECT name, rev FROM reader ORDER BY name";

    private static EntityManagerFactory factory;

    /** An id that the program gives. */
    @Entity(name = "Author")
    @Table(name = "author")
    static class Author {
        @Id
        String name;

        String email;
        LocalDate born;
        Integer points;

        static Author of(String name, String email) {
            Author author = new Author();
            author.name = name;
            author.email = email;
            return author;
        }
    }

    /** An id that the driver gives, and a list of rows that are stored beside it. */
    @Entity(name = "Book")
    @Table(name = "book")
    static class Book {
        @Id
        @Generated
        @Column(name = "book_id")
        String id;

        @ManyToOne
        @JoinColumn(name = "author")
        Author author;

        String title;
        BigDecimal price;
        LocalDate published;
        OffsetDateTime added;

        @OneToMany(mappedBy = "book", cascade = CascadeType.ALL, orphanRemoval = true)
        @OrderBy("number")
        List<Copy> copies = new ArrayList<>();

        static Book of(Author author, String title) {
            Book book = new Book();
            book.author = author;
            book.title = title;
            return book;
        }

        void add(int number, String place) {
            Copy copy = new Copy();
            copy.book = this;
            copy.number = number;
            copy.place = place;
            copies.add(copy);
        }
    }

    @Entity(name = "Copy")
    @Table(name = "copy")
    static class Copy implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @ManyToOne
        @JoinColumn(name = "book_id")
        Book book;

        @Id
        @Column(name = "copy_no")
        int number;

        String place;
        Boolean lent;

        @Override
        public boolean equals(Object other) {
            return other instanceof Copy copy && Objects.equals(book, copy.book) && number == copy.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(book, number);
        }
    }

    /** An id that Hibernate gives, and a version that both Hibernate and the driver count. */
    @Entity(name = "Reader")
    @Table(name = "reader")
    static class Reader {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        @Column(name = "reader_id")
        UUID id;

        String name;

        @Version
        long rev;

        static Reader of(String name) {
            Reader reader = new Reader();
            reader.name = name;
            return reader;
        }
    }

    /** As nobody can map a table of the driver. */
    @Entity(name = "Numbered")
    @Table(name = "shelf")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long code;
    }

    /** Nor so. */
    @Entity(name = "Sequenced")
    @Table(name = "shelf")
    static class Sequenced {
        @Id
        @GeneratedValue
        Long code;
    }

    @BeforeAll
    static void openFactory() {
        factory = Persistence.createEntityManagerFactory(
                "library", Map.of("jakarta.persistence.nonJtaDataSource", dataSource));
    }

    @AfterAll
    static void closeFactory() {
        factory.close();
    }

    private static <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager manager = factory.createEntityManager()) {
            manager.getTransaction().begin();
            try {
                T result = work.apply(manager);
                manager.getTransaction().commit();
                return result;
            } finally {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
            }
        }
    }

    private static void transaction(Consumer<EntityManager> work) {
        inTransaction(manager -> {
            work.accept(manager);
            return null;
        });
    }

    private static boolean isLostRace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException
                    || (cause instanceof SQLException sql && "40001".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void interfere(String sql) {
        try {
            assertThat(Sql.update(connection, sql)).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static UUID reader(String name) {
        return inTransaction(manager -> {
            Reader reader = Reader.of(name);
            manager.persist(reader);
            return reader.id;
        });
    }

    @Test
    void theDialectIsFound() {
        assertThat(factory.unwrap(SessionFactoryImplementor.class)
                        .getJdbcServices()
                        .getDialect())
                .isInstanceOf(SingleTableDialect.class);
    }

    @Test
    void entitiesArePersistedFoundChangedAndRemoved() throws SQLException {
        transaction(manager -> {
            Author cat = Author.of("Cat", "cat@example.com");
            cat.born = LocalDate.of(1980, 2, 29);
            manager.persist(cat);
        });
        transaction(manager -> {
            Author ann = manager.find(Author.class, "Ann");
            assertThat(ann.born).isEqualTo(LocalDate.of(1970, 1, 2));
            assertThat(ann.points).isEqualTo(3);
            ann.points = 4;
            ann.email = null;
            manager.remove(manager.find(Author.class, "Bob"));
            assertThat(manager.find(Author.class, "nobody")).isNull();
        });

        assertThat(Sql.rows(connection, AUTHORS))
                .containsExactly("Ann|null|1970-01-02|4", "Cat|cat@example.com|1980-02-29|null");
    }

    @Test
    void aTransactionIsRolledBack() throws SQLException {
        try (EntityManager manager = factory.createEntityManager()) {
            manager.getTransaction().begin();
            manager.persist(Author.of("Cat", null));
            manager.remove(manager.find(Author.class, "Bob"));
            manager.flush();
            assertThat(manager.createQuery("select name from Author order by name", String.class)
                            .getResultList())
                    .containsExactly("Ann", "Cat");
            manager.getTransaction().rollback();
        }

        assertThat(Sql.rows(connection, "SELECT name FROM author ORDER BY name"))
                .containsExactly("Ann", "Bob");
    }

    @Test
    void theVersionIsCounted() throws SQLException {
        UUID id = reader("Dan");
        assertThat(Sql.rows(connection, READERS)).containsExactly("Dan|0");

        transaction(manager -> manager.find(Reader.class, id).name = "Dana");
        transaction(manager -> {
            Reader reader = manager.find(Reader.class, id);
            assertThat(reader.rev).isEqualTo(1);
            reader.name = "Daniel";
        });

        assertThat(Sql.rows(connection, READERS)).containsExactly("Daniel|2");
    }

    /** Detached, changed by somebody else meanwhile, and merged or removed. */
    @Test
    void aStaleEntityIsNotWritten() throws SQLException {
        UUID id = reader("Dan");
        Reader stale = inTransaction(manager -> manager.find(Reader.class, id));
        interfere("UPDATE reader SET name = 'Dana'");

        stale.name = "Daniel";
        assertThatExceptionOfType(OptimisticLockException.class)
                .isThrownBy(() -> transaction(manager -> manager.merge(stale)));
        assertThatExceptionOfType(OptimisticLockException.class)
                .isThrownBy(() -> transaction(manager -> manager.remove(manager.merge(stale))));

        assertThat(Sql.rows(connection, READERS)).containsExactly("Dana|1");
    }

    @Test
    void whoIsOvertakenBeforeItsUpdateIsToldByAnOptimisticLockException() throws SQLException {
        UUID id = reader("Dan");

        assertThatExceptionOfType(OptimisticLockException.class)
                .isThrownBy(() -> transaction(manager -> {
                    manager.find(Reader.class, id).name = "Daniel";
                    interfere("UPDATE reader SET name = 'Dana'");
                    manager.flush();
                }));

        assertThat(Sql.rows(connection, READERS)).containsExactly("Dana|1");
    }

    /** The commit is where the driver finds it out; Hibernate does not translate what a commit fails with. */
    @Test
    void whoIsOvertakenBeforeItsCommitIsToldByTheSqlState() throws SQLException {
        UUID id = reader("Dan");

        assertThatExceptionOfType(RollbackException.class)
                .isThrownBy(() -> transaction(manager -> {
                    manager.find(Reader.class, id).name = "Daniel";
                    manager.flush();
                    interfere("UPDATE reader SET name = 'Dana'");
                }))
                .matches(HibernateTest::isLostRace);

        assertThat(Sql.rows(connection, READERS)).containsExactly("Dana|1");
    }

    /** FOR UPDATE does not lock: the commit checks that the row is as it was read. */
    @Test
    void aPessimisticLockIsCheckedAtCommit() {
        assertThatExceptionOfType(RollbackException.class)
                .isThrownBy(() -> transaction(manager -> {
                    Author ann = manager.find(Author.class, "Ann", LockModeType.PESSIMISTIC_WRITE);
                    manager.persist(Author.of("Cat", "with " + ann.points));
                    interfere("UPDATE author SET points = 9 WHERE name = 'Ann'");
                }))
                .matches(HibernateTest::isLostRace);
    }

    @Test
    void optimisticLocks() throws SQLException {
        UUID id = reader("Dan");

        transaction(manager -> manager.find(Reader.class, id, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
        assertThat(Sql.rows(connection, READERS)).containsExactly("Dan|1");
        assertThatExceptionOfType(RollbackException.class)
                .isThrownBy(() -> transaction(manager -> {
                    manager.find(Reader.class, id, LockModeType.OPTIMISTIC);
                    interfere("UPDATE reader SET name = 'Dana'");
                }))
                .withCauseInstanceOf(OptimisticLockException.class)
                .matches(HibernateTest::isLostRace);
    }

    @Test
    void aDuplicateIsAConstraintViolation() {
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> transaction(manager -> {
                    manager.persist(Author.of("Cat", "ann@example.com"));
                    manager.flush();
                }))
                .satisfies(e -> assertThat(e.getKind()).isEqualTo(ConstraintKind.UNIQUE))
                .satisfies(e -> assertThat(e.getConstraintName()).isEqualTo("author.email"));
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> transaction(manager -> {
                    manager.persist(Author.of("Ann", null));
                    manager.flush();
                }))
                .satisfies(e -> assertThat(e.getConstraintName()).isEqualTo("primary"));
    }

    @Test
    void theDriverGivesIds() throws SQLException {
        String id = inTransaction(manager -> {
            Book book = Book.of(manager.getReference(Author.class, "Ann"), "Tea");
            book.price = new BigDecimal("4.50");
            book.published = LocalDate.of(2026, 3, 1);
            book.added = OffsetDateTime.parse("2026-03-01T12:30:00+02:00");
            manager.persist(book);
            return book.id;
        });

        assertThat(id).hasSize(26);
        assertThat(Sql.rows(connection, "SELECT book_id, author, price, published, added FROM book"))
                .containsExactly(id + "|Ann|4.50|2026-03-01|2026-03-01T12:30:00+02:00");
        transaction(manager -> {
            Book book = manager.find(Book.class, id);
            assertThat(book.added).isEqualTo(OffsetDateTime.parse("2026-03-01T12:30:00+02:00"));
            assertThat(book.author.points).isEqualTo(3);
        });
    }

    @Test
    void aCollectionOfTheRowsBesideTheirParent() throws SQLException {
        String id = inTransaction(manager -> {
            Book book = Book.of(manager.getReference(Author.class, "Ann"), "Tea");
            manager.persist(book);
            book.add(1, "hall");
            book.add(2, "attic");
            return book.id;
        });
        transaction(manager -> {
            Book book = manager.createQuery(
                            "select b from Book b left join fetch b.copies where b.id = :id", Book.class)
                    .setParameter("id", id)
                    .getSingleResult();
            assertThat(book.copies).extracting(copy -> copy.place).containsExactly("hall", "attic");
            book.copies.remove(0);
            book.copies.get(0).lent = true;
            book.add(3, "cellar");
        });

        assertThat(Sql.rows(connection, "SELECT book_id, copy_no, place, lent FROM copy ORDER BY copy_no"))
                .containsExactly(id + "|2|attic|true", id + "|3|cellar|null");

        transaction(manager -> manager.remove(manager.find(Book.class, id)));
        assertThat(Sql.rows(connection, "SELECT copy_no FROM copy")).isEmpty();
    }

    private static void books(String author, String... titles) {
        transaction(manager -> {
            for (String title : titles) {
                manager.persist(Book.of(manager.getReference(Author.class, author), title));
            }
        });
    }

    @Test
    void queriesByAnIndexInPages() {
        books("Ann", "Tea", "Milk", "Rice", "Salt", "Oil");
        books("Bob", "Soap");

        transaction(manager -> {
            assertThat(manager.createQuery(
                                    "select b.title from Book b where b.author.name = :author order by b.title",
                                    String.class)
                            .setParameter("author", "Ann")
                            .setFirstResult(1)
                            .setMaxResults(3)
                            .getResultList())
                    .containsExactly("Oil", "Rice", "Salt");
            assertThat(manager.createQuery("select count(b) from Book b where b.author.name = 'Ann'", Long.class)
                            .getSingleResult())
                    .isEqualTo(5);
            assertThat(manager.createQuery(
                                    "select a.name, count(*) from Book b join b.author a group by a.name order by a.name",
                                    Object[].class)
                            .getResultList())
                    .containsExactly(new Object[] {"Ann", 5L}, new Object[] {"Bob", 1L});
        });
    }

    @Test
    void queriesByKeysAndConditions() {
        transaction(manager -> {
            assertThat(manager.createQuery("from Author where name in :names order by name desc", Author.class)
                            .setParameter("names", List.of("Ann", "Bob", "nobody"))
                            .getResultList())
                    .extracting(author -> author.name)
                    .containsExactly("Bob", "Ann");
            assertThat(manager.createQuery(
                                    "select upper(a.name) || '!', coalesce(a.points, 0) + 1, extract(year from a.born)"
                                            + " from Author a where lower(a.email) like 'a%' and a.born < local date",
                                    Object[].class)
                            .getResultList())
                    .containsExactly(new Object[] {"ANN!", 4, 1970});
            assertThat(manager.createQuery("select name from Author where name ilike 'B%'", String.class)
                            .getResultList())
                    .containsExactly("Bob");
            assertThat(manager.createQuery("select name from Author where name like 'A\\_'", String.class)
                            .getResultList())
                    .isEmpty();
        });
    }

    @Test
    void functions() {
        transaction(manager -> {
            assertThat(manager.createQuery(
                                    "select trim(leading 'A' from name), locate('n', name), substring(name, 2, 1),"
                                            + " length(name), cast(points as String), nullif(points, 3), mod(points, 2)"
                                            + " from Author where name = 'Ann'",
                                    Object[].class)
                            .getResultList())
                    .containsExactly(new Object[] {"nn", 2, "n", 3, "3", null, 1});
            assertThat(manager.createQuery(
                                    "select name from Author where local datetime > datetime 2026-01-01 00:00:00"
                                            + " and local time >= time 00:00 and current timestamp > {2026-01-01 00:00:00}"
                                            + " and cast(born as String) = '1970-01-02'",
                                    String.class)
                            .getResultList())
                    .containsExactly("Ann");
            assertThat(manager.createQuery("select name from Author order by points desc nulls first", String.class)
                            .getResultList())
                    .containsExactly("Bob", "Ann");
        });
    }

    @Test
    void subqueriesStandAlone() {
        books("Ann", "Tea");

        transaction(manager -> {
            assertThat(manager.createQuery(
                                    "select name from Author where name in (select b.author.name from Book b)",
                                    String.class)
                            .getResultList())
                    .containsExactly("Ann");
            assertThatExceptionOfType(PersistenceException.class)
                    .isThrownBy(() -> manager.createQuery(
                                    "select name from Author a where exists (select 1 from Book b where b.author = a)",
                                    String.class)
                            .getResultList())
                    .havingCause()
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
        });
    }

    @Test
    void literalsOfTime() {
        transaction(manager -> {
            Book book = Book.of(manager.getReference(Author.class, "Ann"), "Tea");
            book.added = OffsetDateTime.parse("2026-03-01T12:30:00+02:00");
            manager.persist(book);
        });

        transaction(manager -> {
            assertThat(manager.createQuery(
                                    "select title from Book where added = offset datetime 2026-03-01 10:30:00+00:00",
                                    String.class)
                            .getResultList())
                    .containsExactly("Tea");
            assertThat(manager.createQuery("select name from Author where born = date 1970-01-02", String.class)
                            .getResultList())
                    .containsExactly("Ann");
        });
    }

    @Test
    void statementsOfManyRows() throws SQLException {
        transaction(manager -> {
            assertThat(manager.createQuery("update Author set points = points + 1 where name = 'Ann'")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(manager.createQuery("delete from Author where points is null")
                            .executeUpdate())
                    .isEqualTo(1);
        });

        assertThat(Sql.rows(connection, AUTHORS)).containsExactly("Ann|ann@example.com|1970-01-02|4");
    }

    @Test
    void insertsAreSentInBatches() throws SQLException {
        transaction(manager -> {
            for (int i = 10; i < 40; i++) {
                manager.persist(Author.of("Author " + i, null));
            }
        });

        assertThat(Sql.rows(connection, "SELECT COUNT(*), MIN(name), MAX(name) FROM author WHERE name LIKE 'Author%'"))
                .containsExactly("30|Author 10|Author 39");
    }

    @Test
    void idsThatTheDatabaseCountsAreRefused() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> open(Numbered.class))
                .withMessageContaining("identity columns")
                .withMessageContaining("GenerationType.UUID");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> open(Sequenced.class))
                .withMessageContaining("sequences")
                .withMessageContaining("GenerationType.UUID");
    }

    private static void open(Class<?> entity) {
        try (StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                        .applySetting(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                        .build();
                SessionFactory opened = new MetadataSources(registry)
                        .addAnnotatedClass(entity)
                        .buildMetadata()
                        .buildSessionFactory()) {
            throw new AssertionError(opened + " was opened");
        }
    }
}
