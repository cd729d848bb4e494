/** A dialect for Spring Data JDBC, which finds it by itself. Nothing in the driver refers to it. */
@NullMarked
package org.singletable.jdbc.springdata;

import org.jspecify.annotations.NullMarked;
