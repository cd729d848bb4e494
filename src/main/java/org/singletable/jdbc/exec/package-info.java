/** What carrying out plans has in common: one execution, expression evaluation, key values, what comes of it. */
@NullMarked
package org.singletable.jdbc.exec;

import org.jspecify.annotations.NullMarked;
