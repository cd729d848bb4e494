/** SQL text to the driver's own statement tree; the only package that imports JSqlParser. */
@NullMarked
package org.singletable.jdbc.sql;

import org.jspecify.annotations.NullMarked;
