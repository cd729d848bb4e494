/** What a connection holds of everything below: text to plan to result. */
@NullMarked
package org.singletable.jdbc.engine;

import org.jspecify.annotations.NullMarked;
