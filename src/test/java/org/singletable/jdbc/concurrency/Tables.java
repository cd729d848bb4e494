package org.singletable.jdbc.concurrency;

import javax.sql.DataSource;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.EmbeddedEngine;

/** Tables of the embedded engine, each empty and for one test. */
final class Tables {
    static final String BANK = "classpath:mappings/bank.json";
    static final String MEMBERS = "classpath:mappings/members.json";
    static final String CONCURRENT = "classpath:mappings/concurrent.json";

    private Tables() {}

    static DataSource empty(String mapping) {
        SingleTableDataSource dataSource = new SingleTableDataSource();
        dataSource.setUrl(new EmbeddedEngine().url(mapping, "concurrency" + System.nanoTime()));
        return dataSource;
    }
}
