package org.singletable.jdbc.statement;

import org.singletable.jdbc.testing.EmbeddedEngine;

class EmbeddedKeyStatementsTest extends KeyStatementsContract {
    EmbeddedKeyStatementsTest() {
        super(new EmbeddedEngine()::temporaryUrl);
    }
}
