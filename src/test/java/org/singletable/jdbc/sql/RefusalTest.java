package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Valid SQL outside of the dialect is refused by the name of its clause, and never read without it. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    select distinct a from t => DISTINCT
                    select unique a from t => DISTINCT
                    select distinct on (a) b from t => DISTINCT
                    select a from t join u on t.x = u.x => JOIN
                    select a from t, u => JOIN
                    select a from (select b from t) x => a subquery
                    select a from (t) => FROM (...)
                    select a from lateral (select 1) x => LATERAL
                    select a from t group by a => GROUP BY
                    select a from t having a = 1 => HAVING
                    select a from t order by a => ORDER BY
                    select a from t order by a order by b => ORDER BY
                    select a from t union all select a from u => UNION
                    select a from t intersect select a from u => UNION, INTERSECT
                    with x as (select 1) select a from x => WITH
                    select a from t for update => FOR UPDATE
                    select a from t for share => FOR UPDATE
                    select top 5 a from t => TOP
                    select first 5 a from t => FIRST
                    select a from t limit 1, 2 => LIMIT offset, count
                    select a from t limit 1 by a => LIMIT BY
                    select a from t limit all => LIMIT ALL
                    select a from t limit null => LIMIT NULL
                    select a from t limit b => LIMIT with anything but a number
                    select a from t limit (select 1) => a subquery
                    select a from t offset 'x' => OFFSET with anything but a number
                    select a from t fetch first 3 rows with ties => FETCH ... WITH TIES
                    select a from t fetch first 3 percent rows only => FETCH ... PERCENT
                    select a into u from t => SELECT INTO
                    select a from t tablesample bernoulli (10) => TABLESAMPLE
                    select a from t use index (x) => an index hint
                    select a from t as x (c) => an alias with column names
                    select a from t final => FINAL
                    select sql_no_cache a from t => SQL_CACHE
                    select a from t window w as (partition by a) => WINDOW
                    select a from t qualify a = 1 => QUALIFY
                    select /*+ SCAN */ a from t => the hint /*+
                    select a /*! , b */ from t => the hint /*!
                    select * except (a) from t => EXCEPT after *
                    select t.* replace (1 as a) from t => REPLACE after *
                    select a from c.s.t => a table's name of more than two parts
                    select a.b.c.d from t => a column's name of more than three parts
                    select s.t.* from t => schema.table.*
                    select count(*) from t => the function count
                    select max(a) over () from t => OVER or FILTER
                    select upper(a) from t => the function upper
                    select {fn upper(a)} from t => the function upper
                    select s.now() from t => the function s.now
                    select now(3) from t => an argument of now()
                    select current_timestamp(3) => an argument of current_timestamp()
                    select localtimestamp => the function localtimestamp
                    select a + 1 from t => arithmetic (+)
                    select -a from t => the sign -
                    select a || b from t => ||
                    select case when a = 1 then 2 end from t => CASE
                    select cast(a as int) from t => CAST
                    select a::int from t => CAST
                    select a = 1 from t => a condition in the place of a value
                    select a[1] from t => an array index
                    select a -> 'b' from t => JSON access
                    select 0x1F => a hexadecimal number
                    select E'x' => a string literal with the prefix E
                    select _utf8'x' => a string literal with the prefix _UTF8
                    select datetime '2024-01-31 00:00:00' => DATETIME '...'
                    select interval '1' day => INTERVAL
                    select a from t where (a, b) > (1, 2) => a row value
                    select a from t where (a, b) in ((1, 2)) => a row value
                    select a from t where exists (select 1 from u) => EXISTS
                    select a from t where a in (select b from u) => a subquery
                    select a from t where a = (select b from u) => a subquery
                    select a from t where a = any (select b from u) => ANY or ALL
                    select a from t where a is true => IS TRUE or IS FALSE
                    select a from t where a is unknown => IS UNKNOWN
                    select a from t where a is not distinct from 1 => IS DISTINCT FROM
                    select a from t where a isnull => ISNULL
                    select a from t where a ilike 'x' => ILIKE
                    select a from t where a like binary 'x' => LIKE BINARY
                    select a from t where a rlike 'x' => RLIKE
                    select a from t where a similar to 'x' => SIMILAR_TO
                    select a from t where a ~ 'x' => matching by regular expression
                    select a from t where a between symmetric 2 and 1 => BETWEEN SYMMETRIC
                    select a from t where !(a = 1) => !
                    select a from t where a = 1 && b = 2 => &&
                    select a from t where a = 1 xor b = 2 => XOR
                    select a from t where a = b(+) => (+)
                    select a from t where a ^= 1 => ^=
                    select a from t where a collate x = 'b' => COLLATE
                    insert into t (a) values (1), (2) => INSERT of more than one row
                    insert into t (a) select b from u => INSERT ... SELECT
                    insert into t set a = 1 => INSERT ... SET
                    insert into t default values => DEFAULT VALUES
                    insert into t (a) values (1) returning a => RETURNING
                    insert into t (a) values (1) on conflict do nothing => ON CONFLICT
                    insert into t (a) values (1) on duplicate key update a = 2 => ON DUPLICATE KEY
                    insert ignore into t (a) values (1) => INSERT IGNORE
                    insert into t (a) values (1) as n => an alias
                    insert into t (a) values ((select 1)) => a subquery
                    with x as (select 1) insert into t (a) values (1) => WITH
                    update t set (a, b) = (1, 2) => SET (a, b)
                    update t set a = 1 from u where t.x = u.x => UPDATE ... FROM
                    update t, u set a = 1 => UPDATE of more than one table
                    update t set a = 1 order by b => ORDER BY in UPDATE
                    update t set a = 1 limit 1 => LIMIT in UPDATE
                    update t set a = 1 returning a => RETURNING
                    update t set a = a + 1 => arithmetic (+)
                    update t set s.t.a = 1 => the schema of a
                    delete from t using u where t.x = u.x => USING
                    delete from t, u where a = 1 => JOIN
                    delete x from t x where a = 1 => DELETE of more than one table
                    delete from t order by a => ORDER BY in DELETE
                    delete from t limit 1 => LIMIT in DELETE
                    delete from t returning a => RETURNING
                    replace into t values (1) => UPSERT or REPLACE
                    upsert into t values (1) => UPSERT or REPLACE
                    merge into t using u on t.a = u.a when matched then delete => MERGE
                    values (1) => VALUES as a statement
                    (select a from t) => a subquery
                    create table t (a int) => CREATE TABLE
                    create index i on t (a) => CREATE INDEX
                    alter table t add b int => ALTER TABLE
                    drop table t => DROP
                    truncate table t => TRUNCATE
                    explain select a from t => EXPLAIN
                    show tables => SHOW TABLES
                    describe t => DESCRIBE
                    commit => COMMIT
                    rollback => ROLLBACK
                    savepoint s => SAVEPOINT
                    set x = 1 => SET
                    call p(1) => CALL
                    {call p(?)} => the escape {call}
                    {? = call p(?)} => the escape {call}
                    select a from {oj t left outer join u on t.x = u.x} => the escape {oj}
                    select a from t; select b from t => more than one statement
                    """)
    void refuses(String sql, String clause) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse(sql))
                .withMessageStartingWith(clause)
                .withMessageContaining(" is not supported yet: ")
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
    }
}
