package org.singletable.jdbc.concurrency;

import javax.sql.DataSource;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.ProxiedEngine;

/** Tables of the embedded engine, each empty and for one test. */
final class Tables {
    static final String BANK = "classpath:mappings/bank.json";
    static final String MEMBERS = "classpath:mappings/members.json";
    static final String CONCURRENT = "classpath:mappings/concurrent.json";

    private static final ProxiedEngine ENGINE = new ProxiedEngine();

    private Tables() {}

    static DataSource empty(String mapping) {
        SingleTableDataSource dataSource = new SingleTableDataSource();
        dataSource.setUrl(ENGINE.directUrl(mapping, "concurrency" + System.nanoTime()));
        return dataSource;
    }
}
