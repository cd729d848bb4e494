/** Bad input: whatever is given to the driver, or lies in the table, a result or an {@code SQLException} comes out. */
@NullMarked
package org.singletable.jdbc.fuzz;

import org.jspecify.annotations.NullMarked;
