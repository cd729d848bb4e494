/** What goes wrong between driver and engine, and what then becomes of statements and rows (docs/reliability.md). */
@NullMarked
package org.singletable.jdbc.faults;

import org.jspecify.annotations.NullMarked;
