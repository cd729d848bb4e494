package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Queries and expressions as trees, and the statements around them. */
class QueryParserTest {
    private static final int LONG = 5_000;

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    select distinct a, b c from t => SELECT DISTINCT [a], [b] AS [c] FROM [t]
                    select a from t x join u on x.a = u.a left outer join v y on y.b = u.b and y.c > ? => SELECT [a] FROM (([t] AS [x] INNER JOIN [u] ON ([x].[a] = [u].[a])) LEFT JOIN [v] AS [y] ON AND(([y].[b] = [u].[b]), ([y].[c] > ?1)))
                    select a from (t join u on a = b) left join v on c = d => SELECT [a] FROM (([t] INNER JOIN [u] ON ([a] = [b])) LEFT JOIN [v] ON ([c] = [d]))
                    select a from {oj t left outer join u on a = b} where c = 1 => SELECT [a] FROM ([t] LEFT JOIN [u] ON ([a] = [b])) WHERE ([c] = 1:int)
                    select x.* from (select a from t where b = ?) as x where x.a = ? => SELECT [x].* FROM <SELECT [a] FROM [t] WHERE ([b] = ?1)> AS [x] WHERE ([x].[a] = ?2)
                    select x.c from (select a, b from t) x ("c", d) => SELECT [x].[c] FROM <SELECT [a], [b] FROM [t]> AS [x](c, d)
                    select _entity from _items where pk = 'x' => SELECT [_entity] FROM [_items] WHERE ([pk] = x:string)
                    select a from t group by a, b having count(*) > 1 => SELECT [a] FROM [t] GROUP BY ([a], [b]) HAVING (COUNT(*) > 1:int)
                    select a from t group by (a, b), upper(c) => SELECT [a] FROM [t] GROUP BY ([a], [b], upper([c]))
                    select a from t order by a, b asc, c desc, 4 nulls first, d || e desc nulls last => SELECT [a] FROM [t] ORDER BY [a], [b], [c] DESC, 4:int NULLS FIRST, ||([d], [e]) DESC NULLS LAST
                    select a from t order by 1 limit ? offset ? => SELECT [a] FROM [t] ORDER BY 1:int LIMIT ?1 OFFSET ?2
                    select a from t order by a offset 5 rows fetch next 10 rows only => SELECT [a] FROM [t] ORDER BY [a] LIMIT 10:int OFFSET 5:int
                    select 1 union all select 2 union all select 3 order by 1 limit 2 => <SELECT 1:int> UNION ALL <SELECT 2:int> UNION ALL <SELECT 3:int> ORDER BY 1:int LIMIT 2:int
                    (select a from t order by a limit 1) union all (select b from u) => <SELECT [a] FROM [t] ORDER BY [a] LIMIT 1:int> UNION ALL <SELECT [b] FROM [u]>
                    select 1 union all (select 2 union all select 3) => <SELECT 1:int> UNION ALL <SELECT 2:int> UNION ALL <SELECT 3:int>
                    select 1 union all (select 2 union all select 3 limit 1) => <SELECT 1:int> UNION ALL <<SELECT 2:int> UNION ALL <SELECT 3:int> LIMIT 1:int>
                    select 1 union all select 2 limit ? => <SELECT 1:int> UNION ALL <SELECT 2:int> LIMIT ?1
                    select 1 union all select 2 offset 1 rows fetch first row only => <SELECT 1:int> UNION ALL <SELECT 2:int> LIMIT 1:int OFFSET 1:int
                    select 1 union all (select 2 limit 1) => <SELECT 1:int> UNION ALL <SELECT 2:int LIMIT 1:int>
                    ((select a from t)) order by a limit 1 => SELECT [a] FROM [t] ORDER BY [a] LIMIT 1:int
                    select /*+ SCAN */ a from t => SELECT (SCAN) [a] FROM [t]
                    select a from (select /*+ scan*/ distinct a from t) x => SELECT [a] FROM <SELECT (SCAN) DISTINCT [a] FROM [t]> AS [x]
                    select a from ""."shop"."orders" as o where ""."shop"."orders"."a" = 1 => SELECT [a] FROM [shop].[orders] AS [o] WHERE ([shop].[orders].[a] = 1:int)
                    """)
    void readsQueries(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    a + b * c - d / e % f => -(+([a], *([b], [c])), %(/([d], [e]), [f]))
                    a - b - c => -(-([a], [b]), [c])
                    (a + b) * c => *(+([a], [b]), [c])
                    a - (b - c) => -([a], -([b], [c]))
                    a * b / c => /(*([a], [b]), [c])
                    'x' || 1 + 2 => ||(x:string, +(1:int, 2:int))
                    a + b || c - d => ||(+([a], [b]), -([c], [d]))
                    a || b || c => ||(||([a], [b]), [c])
                    a || b * c || d => ||(||([a], *([b], [c])), [d])
                    -a * b => *(negate([a]), [b])
                    a - -1 => -([a], -1:int)
                    - -1 => 1:int
                    - -a => [a]
                    - - -a * b => *(negate([a]), [b])
                    + - + a => negate([a])
                    a - - -b => -([a], [b])
                    a - - b => -([a], negate([b]))
                    2 * - -a => *(2:int, [a])
                    (a) - -b => -([a], negate([b]))
                    ? - -? => -(?1, negate(?2))
                    localtimestamp => CAST(current_timestamp() AS timestamp)
                    LocalTime => CAST(current_timestamp() AS time)
                    -(a + b) => negate(+([a], [b]))
                    +a => [a]
                    -a::int => negate(CAST([a] AS int))
                    a || b::text => ||([a], CAST([b] AS string))
                    a::int::varchar(3) => CAST(CAST([a] AS int) AS string(3))
                    cast(a as character varying(5)) => CAST([a] AS string(5))
                    cast(a as decimal(10, 2)) => CAST([a] AS decimal(10,2))
                    cast(a as numeric(10)) => CAST([a] AS decimal(10,0))
                    cast(a as double precision) => CAST([a] AS double)
                    cast(a as timestamp with time zone) => CAST([a] AS timestamptz)
                    a::timestamptz => CAST([a] AS timestamptz)
                    cast(? as bytea) => CAST(?1 AS binary)
                    json '{}' => CAST({}:string AS json)
                    timestamp with time zone '2024-01-31 10:00:00+01:00' => 2024-01-31T10:00+01:00:timestamptz
                    case a when 1 then 'x' else b end => CASE [a] WHEN 1:int THEN x:string ELSE [b] END
                    case when a > 1 and b then 2 when c is null then 3 end => CASE WHEN AND(([a] > 1:int), [b]) THEN 2:int WHEN ([c] IS NULL) THEN 3:int END
                    COALESCE(a, 1) => coalesce([a], 1:int)
                    greatest(a, least(b, ?)) => greatest([a], least([b], ?1))
                    extract(year from a) => extract(year:string, [a])
                    extract('Epoch' from a) => extract(epoch:string, [a])
                    trim(a) => trim([a])
                    trim(both 'x' from a) => trim([a], x:string)
                    trim(leading from a) => ltrim([a])
                    trim(trailing ? from a) => rtrim([a], ?1)
                    trim('x' from a) => trim([a], x:string)
                    trim(a, 'x') => trim([a], x:string)
                    position('a' || b in c) => position(||(a:string, [b]), [c])
                    substring(a from 2 for 3) => substring([a], 2:int, 3:int)
                    substring(a from b + 1) => substring([a], +([b], 1:int))
                    substring(a, 2) => substring([a], 2:int)
                    segment('t', 0, ?) => segment(t:string, 0:int, ?1)
                    {fn ucase({fn lcase(a)})} => upper(lower([a]))
                    {fn locate('x', a)} => position(x:string, [a])
                    {fn ifnull(a, {fn curdate()})} => coalesce([a], current_date())
                    count(*) => COUNT(*)
                    count(all a) => COUNT([a])
                    sum(distinct a + 1) => SUM(DISTINCT +([a], 1:int))
                    avg(a) filter (where b > ?) => AVG([a]) FILTER ([b] > ?1)
                    count(*) filter (where a) => COUNT(*) FILTER [a]
                    a -> 'b' => ->([a], b:string)
                    a -> 'b' -> 0 ->> ? => ->>(->(->([a], b:string), 0:int), ?1)
                    t.a ->> 'b' = 'c' and d => AND((->>([t].[a], b:string) = c:string), [d])
                    (a -> 'b') ->> 'c' || 'd' => ||(->>(->([a], b:string), c:string), d:string)
                    (a ->> 'n')::int + 1 => +(CAST(->>([a], n:string) AS int), 1:int)
                    cast(a as json) ->> 'b' in ('x', 'y') => (->>(CAST([a] AS json), b:string) IN (x:string, y:string))
                    a ilike 'x!%' escape '!' => ([a] ILIKE x!%:string ESCAPE !:string)
                    a not ilike ? => ([a] NOT ILIKE ?1)
                    a is distinct from b => ([a] IS DISTINCT FROM [b])
                    a is not distinct from b + 1 => ([a] IS NOT DISTINCT FROM +([b], 1:int))
                    (a, b) >= (?, 2) => (ROW([a], [b]) >= ROW(?1, 2:int))
                    row(a, b) = row(1, 2) => (ROW([a], [b]) = ROW(1:int, 2:int))
                    (a, b) not in ((1, 2), (3, ?)) => (ROW([a], [b]) NOT IN (ROW(1:int, 2:int), ROW(3:int, ?1)))
                    (a, b) in (select c, d from t) => (ROW([a], [b]) IN <SELECT [c], [d] FROM [t]>)
                    a not in (select b from t) => ([a] NOT IN <SELECT [b] FROM [t]>)
                    a in ((select b from t)) => ([a] IN <SELECT [b] FROM [t]>)
                    a in (1, (select b from t)) => ([a] IN (1:int, <SELECT [b] FROM [t]>))
                    a = (select max(b) from t) => ([a] = <SELECT MAX([b]) FROM [t]>)
                    exists (select 1 from t) and not exists (select 2) => AND(EXISTS<SELECT 1:int FROM [t]>, NOT(EXISTS<SELECT 2:int>))
                    (select 1 union all select 2) => <<SELECT 1:int> UNION ALL <SELECT 2:int>>
                    not a = b and c => AND(NOT(([a] = [b])), [c])
                    (a > 1) = true => (([a] > 1:int) = true:boolean)
                    """)
    void readsExpressions(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse("select " + sql).statement())).isEqualTo("SELECT " + tree);
        assertThat(TreeText.of(SqlParser.parse("select 1 from t join u on " + sql + " order by 1")
                        .statement()))
                .isEqualTo("SELECT 1:int FROM ([t] INNER JOIN [u] ON " + tree + ") ORDER BY 1:int");
        assertThat(TreeText.of(SqlParser.parse("select 1 from t where z or (" + sql + ")")
                        .statement()))
                .isEqualTo("SELECT 1:int FROM [t] WHERE OR([z], " + tree + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    explain select a from t where b = ? => EXPLAIN SELECT [a] FROM [t] WHERE ([b] = ?1)
                    EXPLAIN ANALYZE delete from t => EXPLAIN ANALYZE DELETE [t]
                    explain (analyze, format json) select 1 => EXPLAIN ANALYZE JSON SELECT 1:int
                    explain (format text) (select 1) => EXPLAIN SELECT 1:int
                    explain (select order from order) => EXPLAIN SELECT [order] FROM [order]
                    show tables; => SHOW TABLES
                    describe "shop"."order" => DESCRIBE [shop].[order]
                    desc order => DESCRIBE [order]
                    set scan = 'forbid' => SET [scan] = forbid
                    set scan to allow => SET [scan] = allow
                    SET maxReadUnits = 1.5 => SET [maxReadUnits] = 1.5
                    set x = -1 => SET [x] = -1
                    set x = '' => SET [x] = ''
                    set consistentRead = true => SET [consistentRead] = true
                    reset all => RESET ALL
                    """)
    void readsCommands(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) % substring( ",
                "select a from t join u",
                "select a from t join u join v on a = b on c = d",
                "select a from (select 1)",
                "select a from t order by a union all select b from u",
                "select a from t limit 1 union all select b from u",
                "select a from t order by a order by b",
                "select a from t where (a, b) = (1, 2, 3)",
                "select a from t where (a, b) in ((1, 2), 3)",
                "select a from t where a in ((1, 2))",
                "select count() from t",
                "select sum(*) from t",
                "select count(distinct *) from t",
                "select trim(leading a) from t",
                "select a from t where exists 1",
                "select a /*+ SCAN */ from t",
                "select /*+ SCAN */ /*+ SCAN */ a from t",
                "select /*+ SCAN a from t",
                "select \"\".\"t\".a from \"\".t",
                "explain",
                "explain t",
                "explain explain select 1",
                "explain show tables",
                "explain (analyze select 1",
                "explain (analyze,) select 1",
                "explain (format) select 1",
                "show tables from t",
                "describe",
                "describe t x",
                "describe a.b.c",
                "set a",
                "set a = ",
                "set a = 1 2",
                "set a = 1, b = 2",
                "set a = ?",
                "set session a = 1",
                "set a = 'x' 'y'",
                "reset all x"
            })
    void refusesWhatIsNoSql(String sql) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse(sql))
                .satisfies(e -> assertThat(e.state()).isIn(SqlState.SYNTAX_ERROR, SqlState.FEATURE_NOT_SUPPORTED));
    }

    @Test
    void longChainsAreNoDeepTrees() {
        Expr.Function joined = item("a" + " || b".repeat(LONG));
        int depth = 0;
        for (Expr left = joined;
                left instanceof Expr.Function call;
                left = call.arguments().get(0)) {
            depth++;
        }
        assertThat(depth).as("depth of ||").isLessThan(20);

        Expr left = item("a" + " + 1".repeat(LONG));
        int length = 0;
        while (left instanceof Expr.Function call) {
            assertThat(call.name()).isEqualTo("+");
            left = call.arguments().get(0);
            length++;
        }
        assertThat(length).isEqualTo(LONG);

        Statement union =
                SqlParser.parse("select 1" + " union all select 2".repeat(LONG)).statement();
        assertThat(((Statement.UnionAll) union).inputs()).hasSize(LONG + 1);
    }

    private static Expr.Function item(String sql) {
        Statement.Select select =
                (Statement.Select) SqlParser.parse("select " + sql + " from t").statement();
        return (Expr.Function) ((Statement.ExprItem) select.items().get(0)).expr();
    }
}
