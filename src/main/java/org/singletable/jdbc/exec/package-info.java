/** Runs plans: row cursors, expression evaluation, writes. */
@NullMarked
package org.singletable.jdbc.exec;

import org.jspecify.annotations.NullMarked;
