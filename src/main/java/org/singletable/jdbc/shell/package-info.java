/** The command line. */
@NullMarked
package org.singletable.jdbc.shell;

import org.jspecify.annotations.NullMarked;
