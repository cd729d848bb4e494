/**
 * Benchmarks: the same work through the driver, through the SDK's {@code DynamoDbClient} and through its Enhanced Client.
 * {@code docs/performance.md} tells how they are run and read.
 */
package org.singletable.jdbc.bench;
