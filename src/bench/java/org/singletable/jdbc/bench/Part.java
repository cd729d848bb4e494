package org.singletable.jdbc.bench;

/** A part of the benchmarks. */
interface Part {
    /** The letter by which {@code -Dbench.only} names it. */
    char letter();

    /** As reports call it. */
    String title();

    /** Measures, and adds what came out. */
    void run(Effort effort, Results results) throws Exception;
}
