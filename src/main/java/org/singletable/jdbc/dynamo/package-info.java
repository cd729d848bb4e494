/** Requests, item codec, table description, clients and the embedded engine; the only package that imports the AWS SDK. */
@NullMarked
package org.singletable.jdbc.dynamo;

import org.jspecify.annotations.NullMarked;
