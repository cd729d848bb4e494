/** Tests of the JUnit extension. */
@NullMarked
package org.singletable.jdbc.junit;

import org.jspecify.annotations.NullMarked;
