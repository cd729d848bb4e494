/** A dialect for Hibernate ORM, which finds it by itself. Nothing in the driver refers to it. */
@NullMarked
package org.singletable.jdbc.hibernate;

import org.jspecify.annotations.NullMarked;
