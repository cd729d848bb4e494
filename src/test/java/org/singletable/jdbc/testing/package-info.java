/** What the integration tests stand on: the DynamoDB engines they run against. */
@NullMarked
package org.singletable.jdbc.testing;

import org.jspecify.annotations.NullMarked;
