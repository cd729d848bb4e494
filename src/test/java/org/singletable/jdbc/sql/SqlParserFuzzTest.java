package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.fuzz.RandomSql;

/** Whatever the text, a tree or a DriverException comes out. */
class SqlParserFuzzTest {
    private static final int CASES = 8_000;
    private static final List<String> STATEMENTS = List.of(
            "select a, t.b as c, 'x', ? from t where a = ? and (b in (1, 2) or c like 'x%') limit 3 offset ?",
            "insert into t (a, b) values (?, default)",
            "update t u set u.a = ?, b = {d '2024-01-31'} where u.c between 1 and 2",
            "delete from t where not a is null or b <> X'00'",
            "select distinct t.a, count(*) c, sum(u.b) filter (where u.c > ?) from t left join u on t.a = u.a and u.b ->> 'x' = ?"
                    + " group by t.a having max(u.b) > 1 order by c desc nulls last, 1 limit ? offset 2",
            "select /*+ SCAN */ case a when 1 then b || 'x' else c + 1 * -d end from (select * from t union all (select * from u"
                    + " order by 1 limit 3)) x where (a, b) in (select c, d from v) and not exists (select 1)",
            "explain (analyze, format json) select extract(year from a), trim(both 'x' from b), cast(c as decimal(10, 2))"
                    + " from t where a is not distinct from {ts '2024-01-31 10:00:00'} and b::text ilike '%x'",
            "set scan = 'allow'",
            "insert into t as x (a, b) values (1, default), (?, {fn now()}) on conflict (a, b) do update set b = excluded.b,"
                    + " (c, d) = (x.c + 1, ?) where x.b is null returning *, x.a as y",
            "upsert into t (a) select b from u where c = ? returning a",
            "update /*+ SCAN */ t set a = 1, (b, c) = row (2, default) where d = ? returning t.*",
            "delete /*+ SCAN */ from t as x where x.a = ? returning x.a",
            "rollback work to savepoint \"x\"",
            "{call p('x', ?, 1)}",
            "select a from {oj t left outer join u on t.a = u.a} where a in ((select 1)) or substring(b from 1 for 2) = 'x'");

    @Test
    void tokenSoup() {
        run(11, random -> {
            StringBuilder sql = new StringBuilder();
            int length = 1 + random.nextInt(14);
            for (int i = 0; i < length; i++) {
                sql.append(RandomSql.token(random)).append(random.nextInt(4) == 0 ? "" : " ");
            }
            return sql.toString();
        });
    }

    @Test
    void changedStatements() {
        run(12, random -> {
            StringBuilder sql = new StringBuilder(pick(random, STATEMENTS));
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(sql.length());
                switch (random.nextInt(3)) {
                    case 0 -> sql.deleteCharAt(at);
                    case 1 -> sql.insert(at, " " + RandomSql.token(random) + " ");
                    default -> sql.replace(at, Math.min(sql.length(), at + 5), RandomSql.token(random));
                }
            }
            return sql.toString();
        });
    }

    private interface Generator {
        String next(Random random);
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void run(long seed, Generator generator) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String sql = generator.next(random);
            try {
                SqlParser.Parsed parsed = SqlParser.parse(sql);
                assertThat(parsed.statement()).isNotNull();
            } catch (DriverException e) {
                assertThat(e.state()).as("seed %d: %s", seed, sql).isNotEqualTo(SqlState.INTERNAL);
                assertThat(e.getMessage()).as("seed %d: %s", seed, sql).hasSizeBetween(10, 400);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": " + sql, e);
            }
        }
    }
}
