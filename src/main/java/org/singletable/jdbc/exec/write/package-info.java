/** Carries out INSERT, UPDATE and DELETE. */
@NullMarked
package org.singletable.jdbc.exec.write;

import org.jspecify.annotations.NullMarked;
