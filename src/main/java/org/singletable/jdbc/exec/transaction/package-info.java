/** What writes make of items before they are sent: pending items, and sending them together. */
@NullMarked
package org.singletable.jdbc.exec.transaction;

import org.jspecify.annotations.NullMarked;
