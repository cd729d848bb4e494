package org.singletable.jdbc.statement;

import org.singletable.jdbc.testing.DynamoDbLocalContainer;
import org.singletable.jdbc.testing.RequiresDocker;

@RequiresDocker
class ContainerKeyStatementsTest extends KeyStatementsContract {
    ContainerKeyStatementsTest(DynamoDbLocalContainer container) {
        super(container);
    }
}
