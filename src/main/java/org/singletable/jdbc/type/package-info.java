/** SQL types, values, conversions and comparison. */
@NullMarked
package org.singletable.jdbc.type;

import org.jspecify.annotations.NullMarked;
