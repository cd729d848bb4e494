/** What several connections do to the same rows at the same time, with real threads on the embedded engine. */
@NullMarked
package org.singletable.jdbc.concurrency;

import org.jspecify.annotations.NullMarked;
