/** Statement tree to access path: pure, no I/O. */
@NullMarked
package org.singletable.jdbc.plan;

import org.jspecify.annotations.NullMarked;
