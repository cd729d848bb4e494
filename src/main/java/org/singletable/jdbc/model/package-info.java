/**
 * Mapping files as something to work on: made from other libraries' models or from samples of a table, compared with each
 * other, shown as a page.
 */
@NullMarked
package org.singletable.jdbc.model;

import org.jspecify.annotations.NullMarked;
