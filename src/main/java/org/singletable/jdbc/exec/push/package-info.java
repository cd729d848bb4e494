/** What DynamoDB can be told of the conditions of a statement: filters of reads and conditions of writes. */
@NullMarked
package org.singletable.jdbc.exec.push;

import org.jspecify.annotations.NullMarked;
