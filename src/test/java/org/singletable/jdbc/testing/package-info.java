/** What the tests of several rooms share. */
@NullMarked
package org.singletable.jdbc.testing;

import org.jspecify.annotations.NullMarked;
