/** The driver in tests with JUnit. Nothing else of the driver needs JUnit. */
@NullMarked
package org.singletable.jdbc.junit;

import org.jspecify.annotations.NullMarked;
