/** Tests of what is published; they run under the profile {@code dist}, behind the phase that makes it. */
@NullMarked
package org.singletable.jdbc.packaging;

import org.jspecify.annotations.NullMarked;
