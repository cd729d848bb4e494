/** Tables that other libraries wrote: what they hold, read and written through SQL. */
@NullMarked
package org.singletable.jdbc.layouts;

import org.jspecify.annotations.NullMarked;
