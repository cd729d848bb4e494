/** Programs that show how the driver behaves with many rows (docs/testing.md). */
@NullMarked
package org.singletable.jdbc.load;

import org.jspecify.annotations.NullMarked;
