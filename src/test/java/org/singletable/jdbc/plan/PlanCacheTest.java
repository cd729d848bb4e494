package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.plan.PlanCache.Key;

class PlanCacheTest {
    private final List<String> planned = new ArrayList<>();

    private void run(PlanCache cache, String sql, boolean prepared) {
        cache.get(new Key(sql, PlanOptions.DEFAULT), prepared, () -> {
            planned.add(sql);
            return new Plan.SettingPlan(sql, null);
        });
    }

    private boolean isKept(PlanCache cache, String sql, boolean prepared) {
        int before = planned.size();
        run(cache, sql, prepared);
        return planned.size() == before;
    }

    private static String literal(int number) {
        return "SELECT * FROM t WHERE id = 'x" + number + "'";
    }

    @Test
    void aPlanIsMadeOnce() {
        PlanCache cache = new PlanCache(4, 100);

        run(cache, "SELECT a FROM t", false);

        assertThat(isKept(cache, "SELECT a FROM t", false)).isTrue();
        assertThat(isKept(cache, "SELECT a FROM t", true)).isTrue();
        assertThat(isKept(cache, "SELECT b FROM t", false)).isFalse();
    }

    @Test
    void thePlanDependsOnTheOptions() {
        PlanCache cache = new PlanCache(8, 100);
        List<PlanOptions> options = List.of(
                PlanOptions.DEFAULT,
                new PlanOptions(true, RowScope.ALL),
                new PlanOptions(false, new RowScope(true, Map.of(), Set.of())),
                new PlanOptions(false, new RowScope(false, Map.of("tenant", "a"), Set.of())),
                new PlanOptions(false, new RowScope(false, Map.of("tenant", "b"), Set.of())),
                new PlanOptions(false, new RowScope(false, Map.of("tenant", "b"), Set.of("plan"))));

        for (PlanOptions one : options) {
            Plan plan = new Plan.SettingPlan(one.toString(), null);
            assertThat(cache.get(new Key("q", one), true, () -> plan)).isSameAs(plan);
        }
    }

    @ParameterizedTest
    @CsvSource({"SELECT * FROM t WHERE id = ?, false", "SELECT * FROM t WHERE id = 'a', true", "SELECT * FROM t, false"
    })
    void textsWithLiteralsPushNoOtherOut(String sql, boolean prepared) {
        PlanCache cache = new PlanCache(8, 100);
        run(cache, sql, prepared);

        for (int i = 0; i < 1000; i++) {
            run(cache, literal(i), false);
        }

        assertThat(isKept(cache, sql, prepared)).isTrue();
    }

    @Test
    void textsWithLiteralsHaveAQuarter() {
        PlanCache cache = new PlanCache(8, 100);
        for (int i = 0; i < 5; i++) {
            run(cache, literal(i), false);
        }

        assertThat(isKept(cache, literal(4), false)).isTrue();
        assertThat(isKept(cache, literal(3), false)).isTrue();
        assertThat(isKept(cache, literal(2), false)).isFalse();
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        PlanCache cache = new PlanCache(3, 100);
        for (String sql : List.of("a", "b", "c", "a", "d")) {
            run(cache, sql, true);
        }

        assertThat(planned).containsExactly("a", "b", "c", "d");
        assertThat(isKept(cache, "a", true)).isTrue();
        assertThat(isKept(cache, "b", true)).isFalse();
    }

    @Test
    void aTextThatIsPreparedLaterLasts() {
        PlanCache cache = new PlanCache(8, 100);
        run(cache, literal(0), false);
        assertThat(isKept(cache, literal(0), true)).isTrue();

        for (int i = 1; i < 100; i++) {
            run(cache, literal(i), false);
        }

        assertThat(isKept(cache, literal(0), true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sizeZeroKeepsNothing(boolean prepared) {
        PlanCache cache = new PlanCache(0, 100);
        run(cache, literal(1), prepared);

        assertThat(isKept(cache, literal(1), prepared)).isFalse();
    }

    @Test
    void longTextsAreNotKept() {
        PlanCache cache = new PlanCache(8, 3);
        run(cache, "four", true);
        run(cache, "one", true);

        assertThat(isKept(cache, "four", true)).isFalse();
        assertThat(isKept(cache, "one", true)).isTrue();
    }
}
