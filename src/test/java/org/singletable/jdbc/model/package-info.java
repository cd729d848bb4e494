@NullMarked
package org.singletable.jdbc.model;

import org.jspecify.annotations.NullMarked;
