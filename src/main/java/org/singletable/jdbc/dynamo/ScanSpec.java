package org.singletable.jdbc.dynamo;

/**
 * One segment of a Scan of the table.
 *
 * @param segment from 0
 * @param segments in how many parts the table is read
 * @param pageSize items a page may read, 0 for no limit but DynamoDB's 1 MB
 */
public record ScanSpec(int segment, int segments, boolean consistent, int pageSize, Reading reading) {
    /** The same with pages of another size. */
    public ScanSpec withPageSize(int newPageSize) {
        return new ScanSpec(segment, segments, consistent, newPageSize, reading);
    }
}
