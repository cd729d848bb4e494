package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Valid SQL outside of the dialect is refused by the name of its clause, and never read without it. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    select a from lateral (select 1) x => LATERAL
                    select top 5 a from t => TOP
                    select first 5 a from t => FIRST
                    select a from t limit 1, 2 => LIMIT offset, count
                    select a from t limit 1 by a => LIMIT BY
                    select a from t limit all => LIMIT ALL
                    select a from t limit null => LIMIT NULL
                    select a from t limit b => LIMIT with anything but a number
                    select a from t limit (select 1) => LIMIT with anything
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
                    select a /*! , b */ from t => the hint /*!
                    select * except (a) from t => EXCEPT after *
                    select t.* replace (1 as a) from t => REPLACE after *
                    select a from c.s.t => a table's name of more than two parts
                    select a.b.c.d from t => a column's name of more than three parts
                    select s.t.* from t => schema.table.*
                    select s.now() from t => the function s.now
                    select a[1] from t => an array index
                    select 0x1F => a hexadecimal number
                    select E'x' => a string literal with the prefix E
                    select _utf8'x' => a string literal with the prefix _UTF8
                    select datetime '2024-01-31 00:00:00' => DATETIME '...'
                    select interval '1' day => INTERVAL
                    select a from t where a = any (select b from u) => ANY or ALL
                    select a from t where a is true => IS TRUE or IS FALSE
                    select a from t where a is unknown => IS UNKNOWN
                    select a from t where a isnull => ISNULL
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
                    insert into t set a = 1 => INSERT ... SET
                    insert into t (a) values (1) on duplicate key update a = 2 => ON DUPLICATE KEY
                    insert ignore into t (a) values (1) => INSERT IGNORE
                    insert into t (a) values (1) as n => an alias
                    with x as (select 1) insert into t (a) values (1) => WITH
                    update t set a = 1 from u where t.x = u.x => UPDATE ... FROM
                    update t, u set a = 1 => UPDATE of more than one table
                    update t set a = 1 order by b => ORDER BY in UPDATE
                    update t set a = 1 limit 1 => LIMIT in UPDATE
                    update t set s.t.a = 1 => the schema of a
                    delete from t using u where t.x = u.x => USING
                    delete from t, u where a = 1 => JOIN
                    delete x from t x where a = 1 => DELETE of more than one table
                    delete from t order by a => ORDER BY in DELETE
                    delete from t limit 1 => LIMIT in DELETE
                    merge into t using u on t.a = u.a when matched then delete => MERGE
                    select unique a from t => SELECT UNIQUE
                    select distinct on (a) b from t => DISTINCT ON
                    select a from t, u => a comma in FROM
                    select a from t, lateral (select 1) x => a comma in FROM
                    select a from (t) => FROM (...)
                    select a from t join (u) on a = b => a join in parentheses
                    select a from t join (u join v on a = b) on c = d => a join in parentheses
                    select a from t join u on a = b on c = d => ON after ON
                    select a from t natural join u => NATURAL JOIN
                    select a from t cross join u => CROSS JOIN
                    select a from t right join u on a = b => RIGHT JOIN
                    select a from t right outer join u on a = b => RIGHT JOIN
                    select a from t full outer join u on a = b => FULL JOIN
                    select a from t outer join u on a = b => OUTER JOIN without LEFT
                    select a from t left semi join u on a = b => SEMI JOIN
                    select a from t straight_join u on a = b => STRAIGHT_JOIN
                    select a from t cross apply u => APPLY
                    select a from t asof join u on a = b => ASOF JOIN
                    select a from t inner hash join u on a = b => a join hint
                    select a from t join u using (x) => USING
                    select a from t join lateral (select 1) x on a = b => LATERAL
                    select a from (values (1)) x => an alias of FROM (...)
                    select a from f(1) x => a table function
                    select a from (select 1) as x (c int) => a type in an alias
                    select a from t group by () => GROUP BY ()
                    select a from t group by a with rollup => WITH ROLLUP
                    select a from t group by rollup(a) => ROLLUP or CUBE
                    select a from t group by b, cube(a) => ROLLUP or CUBE
                    select a from t group by grouping sets ((a), (b)) => GROUPING SETS
                    select a from t group by all => ALL
                    select a from t order by all => ALL
                    select a from t order by a with fill => WITH FILL
                    select a from t order by a collate x => COLLATE
                    select a from t order by (a, b) => a row value
                    select a from t union select a from u => UNION is not
                    select a from t union distinct select a from u => UNION distinct
                    select a from t union all by name select a from u => UNION all BY NAME
                    select a from t intersect select a from u => INTERSECT
                    select a from t except select a from u => EXCEPT
                    select a from t minus select a from u => MINUS
                    (select a from t limit 2) limit 1 => ORDER BY or LIMIT after a query in parentheses
                    select a from t union all values (1) => VALUES
                    with x as (select 1) select a from x => WITH
                    select a from (with x as (select 1) select a from x) y => WITH
                    select /*+ INDEX(x) */ a from t => the hint INDEX(x)
                    select a from (select /*+ PARALLEL */ a from t) x => the hint PARALLEL
                    select max(a) over () from t => OVER
                    select max(a) over (partition by b order by c) from t => OVER
                    select row_number() over (order by a) from t => OVER
                    select count(*) within group (order by a) => OVER
                    select upper(a) filter (where b) from t => FILTER after upper()
                    select sum(a, b) filter (where c) from t => FILTER after more than one argument
                    select count(distinct a, b) from t => COUNT of more than one argument
                    select count(a order by b) from t => ORDER BY in a function call
                    select max(a) keep (dense_rank first order by b) from t => KEEP
                    select upper(distinct a) from t => DISTINCT or ALL in upper()
                    select upper(all a) from t => DISTINCT or ALL in upper()
                    select upper((a, b)) from t => a row value
                    select upper(select b from u) from t => a query without parentheses
                    select upper(*) from t => * in the place of a value
                    select upper(t.*) from t => t.* in the place of a value
                    select a ** b from t => * in the place of a value
                    select overlay(a placing 'x' from 1) from t => PLACING FROM in overlay()
                    select convert(a using utf8) from t => TRANSCODING FUNCTION
                    select current_time => CURRENT_TIME, a time with a zone,
                    select ~a from t => the operator ~
                    select a ^ b from t => BITWISE XOR
                    select a & b from t => BITWISE AND
                    select a << 1 from t => BITWISE LEFT SHIFT
                    select a div b from t => INTEGER DIVISION
                    select try_cast(a as int) from t => TRY_CAST
                    select cast(a as char(3)) from t => the type char (3)
                    select cast(a as smallint) from t => the type smallint
                    select cast(a as timestamp(3) with time zone) from t => the type timestamp(3) with time zone
                    select cast(a as time with time zone) from t => the type time with time zone
                    select cast(a as timestamp(3)) from t => the length in TIMESTAMP
                    select cast(a as varbinary(10)) from t => the length in VARBINARY
                    select cast(a as varchar(0)) from t => the length in VARCHAR
                    select cast(a as decimal(39, 2)) from t => DECIMAL (39, 2)
                    select cast(a as decimal(5, 6)) from t => DECIMAL (5, 6)
                    select cast(a as int[]) from t => an array type
                    select cast(a as int unsigned) from t => SIGNED or UNSIGNED
                    select cast(a as varchar character set utf8) from t => CHARACTER SET
                    select cast(a as row(b int)) from t => CAST to ROW
                    select cast(a as date format 'x') from t => FORMAT in CAST
                    select a['b'] from t => an array index
                    select a['->']['b'] from t => an array index
                    select (a)[1] from t => an array index
                    select a[1:2] from t => an array index
                    select array[1, 2] from t => an array
                    select a -> b from t => anything but a literal
                    select a -> 'b' + 1 from t => + right after ->
                    select a ->> 'b'::int from t => :: right after ->>
                    select a #> 'b' from t => JSON access other than
                    select a @> 'b' from t => a JSON operator other than
                    select (a, b) from t => a row value
                    select a from t where (a, b) is null => a row value
                    select a from t where (a, b) between (1, 2) and (3, 4) => a row value
                    select a from t where (a, b) is distinct from (1, 2) => a row value
                    select a from t where (a, b) = (select c, d from u) => a row value compared with a query
                    select a from t where a in (values 1) => VALUES
                    select a from t where a >= all (select b from u) => ANY or ALL
                    select a from t where a not rlike 'x' => RLIKE
                    select interval '1' day => INTERVAL
                    explain plan for select a from t => EXPLAIN plan
                    explain verbose select a from t => EXPLAIN verbose
                    explain (costs off) select a from t => EXPLAIN (costs)
                    explain (format xml) select a from t => EXPLAIN (FORMAT xml)
                    explain values (1) => VALUES
                    show columns from t => SHOW columns
                    show full tables => SHOW full
                    reset scan => RESET scan
                    values (1) => VALUES as a statement
                    select a from t for share => FOR SHARE
                    select a from t for no key update => FOR NO KEY UPDATE
                    select a from t for key share => FOR KEY SHARE
                    select a from t for read only => FOR READ ONLY
                    select a from t for fetch only => FOR FETCH ONLY
                    select a from t for browse => FOR
                    select a from t for update of t => FOR UPDATE OF
                    select a from t for update nowait => NOWAIT
                    select a from t for update skip locked => SKIP LOCKED
                    select a from t for update wait 5 => WAIT
                    select a from t for update order by a => FOR UPDATE before ORDER BY
                    select a from t union all select a from t for update => FOR UPDATE in a query
                    select a from t for update union all select a from t => FOR UPDATE in a query
                    select a from t union all (select a from t for update) => FOR UPDATE in a query
                    select a from (select a from t for update) x => FOR UPDATE in a query
                    select a from t where a in (select a from t for update) => FOR UPDATE in a query
                    select (select a from t for update) => FOR UPDATE in a query
                    insert into t select a from u for update => FOR UPDATE in a query
                    insert into t (a) values (1) on conflict on constraint k do nothing => ON CONFLICT ON CONSTRAINT
                    insert into t (a) values (1) on conflict (a) where b > 1 do nothing => ON CONFLICT (...) WHERE
                    insert into t (a) values (1) on conflict (lower(a)) do nothing => ON CONFLICT (expression)
                    insert into t (a) values (1) on conflict (a collate "x") do nothing => ON CONFLICT (... COLLATE)
                    insert into t (a) values (1) on conflict (a desc) do nothing => a word after a column in ON CONFLICT
                    insert into t (a) values (1) on conflict (a text_ops) do nothing => a word after a column in ON CONFLICT
                    insert into t (a) values (1) on conflict (a) do update set (a, b) = (select 1, 2) => SET (a, b) = (SELECT ...)
                    insert into t (a) values (1) returning a into b => RETURNING ... INTO
                    insert into t (a) values (1) returning with (old as o) a => RETURNING WITH
                    insert into t (a) values (1) returning s.t.* => schema.table.*
                    insert into t (a) values ((1, 2)) => a row value
                    insert into t with x as (select 1) select * from x => WITH
                    insert into t (a) (values (1)) => VALUES
                    insert /*+ SCAN */ into t (a) values (1) => a hint after INSERT
                    insert low_priority into t (a) values (1) => a priority in INSERT
                    insert into t (a) overriding system value values (1) => OVERRIDING
                    insert into t (a) output inserted.a values (1) => OUTPUT
                    insert overwrite table t (a) values (1) => INSERT OVERWRITE
                    insert or replace into t (a) values (1) => INSERT OR ...
                    insert all into t values (1) select * from u => INSERT ALL
                    upsert into t (a) values (1) on conflict do nothing => ON CONFLICT after UPSERT or REPLACE
                    upsert into t (a) values (1) on duplicate key update a = 1 => ON DUPLICATE KEY
                    upsert t (a) values (1) => INSERT OR ..., or UPSERT or REPLACE without INTO
                    replace into t set a = 1 => INSERT ... SET
                    merge into t (a) key (a) values (1) => MERGE
                    explain merge into t (a) key (a) values (1) => MERGE
                    select "a" from final table (insert into t (a) values (1)) => FROM FINAL TABLE
                    select a from old table (delete from t) x => FROM OLD TABLE
                    update t set (a, b) = (select 1, 2) => SET (a, b) = (SELECT ...)
                    update t set a = (1, 2) => a row value
                    update t join u on t.a = u.a set t.b = 1 => UPDATE of more than one table
                    update t set a = 1 returning a into b => RETURNING ... INTO
                    update t set a = 1 output inserted.a => OUTPUT
                    update low_priority t set a = 1 => LOW_PRIORITY
                    update ignore t set a = 1 => UPDATE IGNORE
                    update /*+ INDEX(x) */ t set a = 1 => the hint INDEX(x)
                    with x as (select 1) update t set a = 1 => WITH
                    delete from t returning a into b => RETURNING ... INTO
                    delete from t join u on t.a = u.a => JOIN
                    delete low_priority from t => LOW_PRIORITY
                    delete quick from t => DELETE QUICK
                    delete /*+ INDEX(x) */ from t => the hint INDEX(x)
                    with x as (select 1) delete from t => WITH
                    begin => BEGIN
                    begin transaction => BEGIN
                    start transaction => START TRANSACTION
                    end => END
                    abort => ABORT
                    commit and chain => COMMIT AND CHAIN
                    commit prepared 'x' => COMMIT PREPARED
                    rollback and no chain => ROLLBACK AND CHAIN
                    rollback prepared 'x' => ROLLBACK PREPARED
                    set transaction isolation level serializable => SET TRANSACTION
                    call s.p(1) => a procedure's name of more than one part
                    exec p 1 => EXEC
                    {? = call p(?)} => the escape {? = call}
                    create table t (a int) => CREATE TABLE
                    create index i on t (a) => CREATE INDEX
                    alter table t add b int => ALTER TABLE
                    drop table t => DROP
                    truncate table t => TRUNCATE
                    select a from t; select b from t => more than one statement
                    """)
    void refuses(String sql, String clause) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse(sql))
                .withMessageStartingWith(clause)
                .withMessageContaining(" is not supported yet: ")
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
    }

    @Test
    void refusesNamedArguments() {
        refuses("call p(a => 1)", "ORACLE NAMED FUNCTION PARAMETER");
    }
}
