/** The mapping file: loading, validation, templates, and the catalog of entities bound to a physical table. */
@NullMarked
package org.singletable.jdbc.mapping;

import org.jspecify.annotations.NullMarked;
