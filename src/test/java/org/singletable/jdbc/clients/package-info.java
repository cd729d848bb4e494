/** The driver under the libraries that programs use it through; docs/clients.md shows the same. */
@NullMarked
package org.singletable.jdbc.clients;

import org.jspecify.annotations.NullMarked;
