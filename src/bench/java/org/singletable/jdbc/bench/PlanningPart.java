package org.singletable.jdbc.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/** What the plan cache saves. */
final class PlanningPart implements Part {
    @Override
    public char letter() {
        return 'e';
    }

    @Override
    public String title() {
        return "Preparing a statement and giving it its parameters";
    }

    @Override
    public void run(Effort effort, Results results) throws Exception {
        Collection<RunResult> runs = Jmh.run(Jmh.timed(Planning.class, "(cached|planned)", effort.planning()));
        for (Planning.Text text : Planning.Text.values()) {
            add(cached(text), find(text, "cached", runs), results);
            add("planned anew, " + text, find(text, "planned", runs), results);
        }
    }

    /** The work of a statement whose plan is in the cache. */
    static String cached(Planning.Text text) {
        return "plan in the cache, " + text;
    }

    private static double find(Planning.Text text, String method, Collection<RunResult> runs) {
        List<RunResult> found = runs.stream()
                .filter(run -> run.getParams().getParam("text").equals(text.name())
                        && run.getPrimaryResult().getLabel().equals(method))
                .toList();
        return found.get(0).getPrimaryResult().getScore();
    }

    private void add(String work, double nanos, Results results) {
        results.add(letter(), work, Metric.CALL, Subject.DRIVER.title(), nanos);
    }
}
