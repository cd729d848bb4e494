/** The functions, operators and aggregates of the dialect: their types and their values. Pure. */
@NullMarked
package org.singletable.jdbc.function;

import org.jspecify.annotations.NullMarked;
