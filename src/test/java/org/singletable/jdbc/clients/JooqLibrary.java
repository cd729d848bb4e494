package org.singletable.jdbc.clients;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.DataType;
import org.jooq.ForeignKey;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.UpdatableRecordImpl;

/** The tables of the library as jOOQ's records need them, written by hand. */
final class JooqLibrary {
    static final AuthorTable AUTHOR = new AuthorTable();
    static final BookTable BOOK = new BookTable();
    static final ShelfTable SHELF = new ShelfTable();

    private JooqLibrary() {}

    /** A table with a primary key of one column. */
    private abstract static class KeyedTable<R extends Record> extends TableImpl<R> {
        private static final long serialVersionUID = 1L;

        private final Class<R> recordType;

        KeyedTable(String name, Class<R> recordType) {
            super(DSL.name(name));
            this.recordType = recordType;
        }

        final <T> TableField<R, T> column(String name, DataType<T> type) {
            return createField(DSL.name(name), type, this);
        }

        abstract TableField<R, ?> keyColumn();

        @Override
        public final Class<R> getRecordType() {
            return recordType;
        }

        @Override
        public final UniqueKey<R> getPrimaryKey() {
            return Internal.createUniqueKey(this, DSL.name("primary"), keyColumn());
        }
    }

    /** The table author. */
    static final class AuthorTable extends KeyedTable<AuthorRecord> {
        private static final long serialVersionUID = 1L;

        final TableField<AuthorRecord, String> name = column("name", SQLDataType.VARCHAR.nullable(false));
        final TableField<AuthorRecord, String> email = column("email", SQLDataType.VARCHAR);
        final TableField<AuthorRecord, LocalDate> born = column("born", SQLDataType.LOCALDATE);
        final TableField<AuthorRecord, Integer> points = column("points", SQLDataType.INTEGER);

        private AuthorTable() {
            super("author", AuthorRecord.class);
        }

        @Override
        TableField<AuthorRecord, ?> keyColumn() {
            return name;
        }
    }

    /** A row of author. */
    static final class AuthorRecord extends UpdatableRecordImpl<AuthorRecord> {
        private static final long serialVersionUID = 1L;

        AuthorRecord() {
            super(AUTHOR);
        }
    }

    /** The table book, whose key is given by the driver. */
    static final class BookTable extends KeyedTable<BookRecord> {
        private static final long serialVersionUID = 1L;

        final TableField<BookRecord, String> bookId =
                column("book_id", SQLDataType.VARCHAR.nullable(false).defaultValue(DSL.field("ulid()", String.class)));
        final TableField<BookRecord, String> author = column("author", SQLDataType.VARCHAR.nullable(false));
        final TableField<BookRecord, String> title = column("title", SQLDataType.VARCHAR.nullable(false));
        final TableField<BookRecord, BigDecimal> price = column("price", SQLDataType.DECIMAL(12, 2));

        /** To the author. */
        @SuppressWarnings({"rawtypes", "unchecked"}) // there are no arrays of generic types
        final ForeignKey<BookRecord, AuthorRecord> written = Internal.createForeignKey(
                this,
                DSL.name("book.author"),
                new TableField[] {author},
                AUTHOR.getPrimaryKey(),
                new TableField[] {AUTHOR.name},
                true);

        private BookTable() {
            super("book", BookRecord.class);
        }

        @Override
        TableField<BookRecord, ?> keyColumn() {
            return bookId;
        }
    }

    /** A row of book. */
    static final class BookRecord extends UpdatableRecordImpl<BookRecord> {
        private static final long serialVersionUID = 1L;

        BookRecord() {
            super(BOOK);
        }
    }

    /** The table shelf, whose column rev is its version. */
    static final class ShelfTable extends KeyedTable<ShelfRecord> {
        private static final long serialVersionUID = 1L;

        final TableField<ShelfRecord, String> code = column("code", SQLDataType.VARCHAR.nullable(false));
        final TableField<ShelfRecord, String> label = column("label", SQLDataType.VARCHAR);
        final TableField<ShelfRecord, Long> rev = column("rev", SQLDataType.BIGINT);

        private ShelfTable() {
            super("shelf", ShelfRecord.class);
        }

        @Override
        TableField<ShelfRecord, ?> keyColumn() {
            return code;
        }

        @Override
        public TableField<ShelfRecord, Long> getRecordVersion() {
            return rev;
        }
    }

    /** A row of shelf. */
    static final class ShelfRecord extends UpdatableRecordImpl<ShelfRecord> {
        private static final long serialVersionUID = 1L;

        ShelfRecord() {
            super(SHELF);
        }
    }
}
