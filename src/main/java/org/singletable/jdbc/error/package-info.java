/** SQLStates and the messages that go with them. */
@NullMarked
package org.singletable.jdbc.error;

import org.jspecify.annotations.NullMarked;
