package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that write, and those around transactions, as trees. */
class WriteParserTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    insert into t values (1), (2) => INSERT [t] [] VALUES (1:int), (2:int)
                    insert into t (a, b) values (1, default), ((2), (select 3)) => INSERT [t] [a, b] VALUES (1:int, DEFAULT), (2:int, <SELECT 3:int>)
                    insert into t values ((1), (2)) => INSERT [t] [] VALUES (1:int, 2:int)
                    insert into t default values => INSERT [t] [] VALUES ()
                    insert into t default values on conflict do nothing returning * => INSERT [t] [] VALUES () ON CONFLICT [] DO NOTHING RETURNING *
                    insert into t (a) select b from u where c = ? => INSERT [t] [a] <SELECT [b] FROM [u] WHERE ([c] = ?1)>
                    insert into t (a) (select b from u) returning a => INSERT [t] [a] <SELECT [b] FROM [u]> RETURNING [a]
                    insert into t select /*+ SCAN */ * from u union all select * from v order by 1 limit 3 => INSERT [t] [] <<SELECT (SCAN) * FROM [u]> UNION ALL <SELECT * FROM [v]> ORDER BY 1:int LIMIT 3:int>
                    insert into t (a) select b from u on conflict (a) do nothing => INSERT [t] [a] <SELECT [b] FROM [u]> ON CONFLICT [a] DO NOTHING
                    insert into t (a) select b from u join v on u.c = v.c on conflict do nothing => INSERT [t] [a] <SELECT [b] FROM ([u] INNER JOIN [v] ON ([u].[c] = [v].[c]))> ON CONFLICT [] DO NOTHING
                    insert into t (a) values (1) on conflict do update set a = 2 => INSERT [t] [a] VALUES (1:int) ON CONFLICT [] DO UPDATE SET [a] := 2:int
                    insert into t as x (a) values (1) on conflict (a, "b.c") do update set a = excluded.a + x.a, b = default where x.b is null and excluded.a > 1 returning x.* => INSERT [t] AS [x] [a] VALUES (1:int) ON CONFLICT [a, b.c] DO UPDATE SET [a] := +([excluded].[a], [x].[a]), [b] := DEFAULT WHERE AND(([x].[b] IS NULL), ([excluded].[a] > 1:int)) RETURNING [x].*
                    insert into t (a) values (1) on conflict (a) do update set a = 1, (b, c) = (excluded.b, 2) where d = 3 => INSERT [t] [a] VALUES (1:int) ON CONFLICT [a] DO UPDATE SET [a] := 1:int, [b] := [excluded].[b], [c] := 2:int WHERE ([d] = 3:int)
                    insert into t (a) values (1) returning a as "x y", t.b, upper(c) || 'x' d => INSERT [t] [a] VALUES (1:int) RETURNING [a] AS [x y], [t].[b], ||(upper([c]), x:string) AS [d]
                    upsert into t values (1, 2) => UPSERT [t] [] VALUES (1:int, 2:int)
                    upsert into s.t (a, b) values (?, default), (?, 2) returning * => UPSERT [s].[t] [a, b] VALUES (?1, DEFAULT), (?2, 2:int) RETURNING *
                    replace into t (a) select b from u => UPSERT [t] [a] <SELECT [b] FROM [u]>
                    explain upsert into t default values => EXPLAIN UPSERT [t] [] VALUES ()
                    update t set (a, b) = (1, default), c = 2 => UPDATE [t] SET [a] := 1:int, [b] := DEFAULT, [c] := 2:int
                    update t set c = coalesce(d, 2), ("a", t.b) = row (upper('x'), (1 + 2) * 3) where (a, b) = (1, 2) => UPDATE [t] SET [c] := coalesce([d], 2:int), [a] := upper(x:string), [t].[b] := *(+(1:int, 2:int), 3:int) WHERE (ROW([a], [b]) = ROW(1:int, 2:int))
                    update t set (a) = (1) returning (b, c) = (1, 2) => UPDATE [t] SET [a] := 1:int RETURNING (ROW([b], [c]) = ROW(1:int, 2:int))
                    update t set (a, b) = ((select c from u), {d '2024-01-31'}) => UPDATE [t] SET [a] := <SELECT [c] FROM [u]>, [b] := 2024-01-31:date
                    update t set set = 1, (set, b) = (2, set) where set = 3 => UPDATE [t] SET [set] := 1:int, [set] := 2:int, [b] := [set] WHERE ([set] = 3:int)
                    update t set a = doc -> 'x', (b, c) = (doc ->> 'y', -1) => UPDATE [t] SET [a] := ->([doc], x:string), [b] := ->>([doc], y:string), [c] := -1:int
                    update /*+ SCAN */ t u set u.a = a + 1 returning u.*, a + 1 as b => UPDATE (SCAN) [t] AS [u] SET [u].[a] := +([a], 1:int) RETURNING [u].*, +([a], 1:int) AS [b]
                    update S.t set s.t.a = 1 => UPDATE [S].[t] SET [t].[a] := 1:int
                    update t set a = 1 where b in (select c from u where d = 2) returning * => UPDATE [t] SET [a] := 1:int WHERE ([b] IN <SELECT [c] FROM [u] WHERE ([d] = 2:int)>) RETURNING *
                    delete /*+ scan */ from t as u where u.a = 1 returning u.a x => DELETE (SCAN) [t] AS [u] WHERE ([u].[a] = 1:int) RETURNING [u].[a] AS [x]
                    delete from t returning * => DELETE [t] RETURNING *
                    select a from t for update => SELECT [a] FROM [t] FOR UPDATE
                    (select a from t where b = ? for update) => SELECT [a] FROM [t] WHERE ([b] = ?1) FOR UPDATE
                    select a from t order by b limit 1 offset 2 for update => SELECT [a] FROM [t] ORDER BY [b] LIMIT 1:int OFFSET 2:int FOR UPDATE
                    select a from t for update limit 1 => SELECT [a] FROM [t] LIMIT 1:int FOR UPDATE
                    """)
    void readsWrites(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }

    /** What jOOQ, Hibernate, Spring Data and small stores send. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    insert into "users" ("id", "age") values (?, ?) on conflict ("id") do update set "age" = excluded."age" => INSERT [users] [id, age] VALUES (?1, ?2) ON CONFLICT [id] DO UPDATE SET [age] := [excluded].[age]
                    insert into "shop"."users" ("id", "age") values (?, ?) on conflict ("id") do update set "age" = "excluded"."age" where "shop"."users"."age" < ? => INSERT [shop].[users] [id, age] VALUES (?1, ?2) ON CONFLICT [id] DO UPDATE SET [age] := [excluded].[age] WHERE ([shop].[users].[age] < ?3)
                    insert into "users" ("id", "age") values (?, ?), (?, default) on conflict do nothing => INSERT [users] [id, age] VALUES (?1, ?2), (?3, DEFAULT) ON CONFLICT [] DO NOTHING
                    insert into "shop"."users" ("id", "age") values (cast(? as varchar), cast(? as int)) returning "shop"."users"."id", "shop"."users"."age" => INSERT [shop].[users] [id, age] VALUES (CAST(?1 AS string), CAST(?2 AS int)) RETURNING [shop].[users].[id], [shop].[users].[age]
                    insert into ""."shop"."users" ("id") values (?) returning ""."shop"."users"."id" => INSERT [shop].[users] [id] VALUES (?1) RETURNING [shop].[users].[id]
                    insert into "users" ("id", "age") select "old"."id", "old"."age" from "old" where "old"."age" > ? => INSERT [users] [id, age] <SELECT [old].[id], [old].[age] FROM [old] WHERE ([old].[age] > ?1)>
                    insert into "users" default values => INSERT [users] [] VALUES ()
                    update "shop"."users" set "age" = ?, "name" = ? where "shop"."users"."id" = ? returning "shop"."users"."age" => UPDATE [shop].[users] SET [age] := ?1, [name] := ?2 WHERE ([shop].[users].[id] = ?3) RETURNING [shop].[users].[age]
                    update "users" set ("age", "name") = row (?, ?) where "users"."id" = ? => UPDATE [users] SET [age] := ?1, [name] := ?2 WHERE ([users].[id] = ?3)
                    update "users" as "u" set "u"."age" = ("u"."age" + ?) where "u"."id" = ? => UPDATE [users] AS [u] SET [u].[age] := +([u].[age], ?1) WHERE ([u].[id] = ?2)
                    update ""."shop"."users" set ""."shop"."users"."age" = ? where ""."shop"."users"."id" = ? => UPDATE [shop].[users] SET [users].[age] := ?1 WHERE ([shop].[users].[id] = ?2)
                    delete from "shop"."users" where "shop"."users"."id" = ? => DELETE [shop].[users] WHERE ([shop].[users].[id] = ?1)
                    delete from ""."shop"."users" where ("id" = ? and "age" is null) => DELETE [shop].[users] WHERE AND(([id] = ?1), ([age] IS NULL))
                    update users set age=?,name=?,version=? where id=? and version=? => UPDATE [users] SET [age] := ?1, [name] := ?2, [version] := ?3 WHERE AND(([id] = ?4), ([version] = ?5))
                    update users u1_0 set age=(u1_0.age+1), u1_0.name=? where u1_0.id=? => UPDATE [users] AS [u1_0] SET [age] := +([u1_0].[age], 1:int), [u1_0].[name] := ?1 WHERE ([u1_0].[id] = ?2)
                    delete from users u1_0 where u1_0.age<? => DELETE [users] AS [u1_0] WHERE ([u1_0].[age] < ?1)
                    insert into users(id,age) select o1_0.id,cast(? as integer) from old o1_0 => INSERT [users] [id, age] <SELECT [o1_0].[id], CAST(?1 AS int) FROM [old] AS [o1_0]>
                    select u1_0.id,u1_0.age from users u1_0 where u1_0.id=? for update => SELECT [u1_0].[id], [u1_0].[age] FROM [users] AS [u1_0] WHERE ([u1_0].[id] = ?1) FOR UPDATE
                    UPDATE "users" SET "age" = ? WHERE "users"."id" = ? AND "users"."version" = ? => UPDATE [users] SET [age] := ?1 WHERE AND(([users].[id] = ?2), ([users].[version] = ?3))
                    DELETE FROM "users" WHERE "users"."id" IN (?, ?) => DELETE [users] WHERE ([users].[id] IN (?1, ?2))
                    SELECT "users"."id" AS "id" FROM "users" WHERE "users"."id" = ? FOR UPDATE => SELECT [users].[id] AS [id] FROM [users] WHERE ([users].[id] = ?1) FOR UPDATE
                    UPDATE shedlock SET lock_until = ?, locked_at = ?, locked_by = ? WHERE name = ? AND lock_until <= ? => UPDATE [shedlock] SET [lock_until] := ?1, [locked_at] := ?2, [locked_by] := ?3 WHERE AND(([name] = ?4), ([lock_until] <= ?5))
                    INSERT INTO shedlock(name, lock_until, locked_at, locked_by) VALUES(?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET lock_until = ?, locked_at = ?, locked_by = ? WHERE shedlock.lock_until <= ? => INSERT [shedlock] [name, lock_until, locked_at, locked_by] VALUES (?1, ?2, ?3, ?4) ON CONFLICT [name] DO UPDATE SET [lock_until] := ?5, [locked_at] := ?6, [locked_by] := ?7 WHERE ([shedlock].[lock_until] <= ?8)
                    """)
    void readsWhatClientsSend(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    commit => COMMIT
                    COMMIT WORK; => COMMIT
                    commit transaction => COMMIT
                    rollback => ROLLBACK
                    rollback work => ROLLBACK
                    rollback to x => ROLLBACK TO [x]
                    ROLLBACK TRANSACTION TO SAVEPOINT "x y" => ROLLBACK TO [x y]
                    rollback to savepoint => ROLLBACK TO [savepoint]
                    rollback to savepoint savepoint => ROLLBACK TO [savepoint]
                    savepoint "select" -- of the order => SAVEPOINT [select]
                    savepoint order => SAVEPOINT [order]
                    release savepoint x => RELEASE [x]
                    release "X" => RELEASE [X]
                    call verify => CALL [verify]()
                    call verify() => CALL [verify]()
                    call "verify.all"('t', 1 + ?, null, now()) => CALL [verify.all](t:string, +(1:int, ?1), null, now())
                    {call verify('t', ?, {d '2024-01-31'})} => CALL [verify](t:string, ?1, 2024-01-31:date)
                    { CALL import } => CALL [import]()
                    """)
    void readsTransactionsAndCalls(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t (a, b) values (?, upper(?)), (? + ?, default), (?, (select c from u where d = ?))"
                        + " on conflict (a) do update set a = ?, (b, c) = (excluded.b + ?, ?), d = ? where e = ? or f in (?, ?)"
                        + " returning a, b + ?, ? as c",
                "insert into t (a) select ? from (select b from u where c = ? limit ?) x where d between ? and ? limit ?"
                        + " on conflict do nothing returning ?",
                "upsert into t values (?, ?), (?, ?) returning ?",
                "update t set a = ?, (b, c) = (?, case when d = ? then ? end), e = e || ? where f like ? escape ? returning ?",
                "delete from t where a = ? and (b, c) > (?, ?) returning ?, d + ?",
                "select ? from t where a = ? order by b limit ? offset ? for update",
                "call p(?, ? + ?, ?)",
                "{call p(?, {fn upper(?)})}"
            })
    void parametersAreNumberedInTheOrderOfTheText(String sql) {
        SqlParser.Parsed parsed = SqlParser.parse(sql);
        Matcher matcher = Pattern.compile("\\?(\\d+)").matcher(TreeText.of(parsed.statement()));
        List<Integer> seen = new ArrayList<>();
        while (matcher.find()) {
            seen.add(Integer.valueOf(matcher.group(1)));
        }
        List<Integer> expected = new ArrayList<>();
        for (int i = 1; i <= parsed.parameterCount(); i++) {
            expected.add(i);
        }
        assertThat(parsed.parameterCount())
                .isEqualTo(sql.length() - sql.replace("?", "").length());
        assertThat(seen).isEqualTo(expected);
    }
}
