@NullMarked
package org.singletable.jdbc.exec.maintenance;

import org.jspecify.annotations.NullMarked;
