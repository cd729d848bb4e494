/** Random statements on this driver and on H2, which must answer alike. */
@NullMarked
package org.singletable.jdbc.differential;

import org.jspecify.annotations.NullMarked;
