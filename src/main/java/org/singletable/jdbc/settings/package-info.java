/** Connection URLs and properties, parsed into typed settings: one table of properties for all who ask. */
@NullMarked
package org.singletable.jdbc.settings;

import org.jspecify.annotations.NullMarked;
