/** CALL singletable_verify and singletable_repair (docs/maintenance.md). */
@NullMarked
package org.singletable.jdbc.maintenance;

import org.jspecify.annotations.NullMarked;
