/** What docs/SECURITY.md promises. */
@NullMarked
package org.singletable.jdbc.security;

import org.jspecify.annotations.NullMarked;
