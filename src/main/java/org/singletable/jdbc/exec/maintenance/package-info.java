/** Carries out the procedures of CALL: finds stored items that disagree with the mapping, and mends them. */
@NullMarked
package org.singletable.jdbc.exec.maintenance;

import org.jspecify.annotations.NullMarked;
