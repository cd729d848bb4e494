/** Carries out access paths: requests to items to decoded rows. */
@NullMarked
package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.NullMarked;
