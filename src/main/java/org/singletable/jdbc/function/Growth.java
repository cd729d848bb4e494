package org.singletable.jdbc.function;

import org.singletable.jdbc.error.FunctionErrors;

/** How long a value may become by functions: each of them can double one, so that a short statement makes gigabytes. */
final class Growth {
    /** Characters or bytes: 40 times what an item of DynamoDB holds. */
    private static final int MAX_LENGTH = 16 * 1024 * 1024;

    private Growth() {}

    /**
     * Checks a length before the value is made.
     *
     * @param name of the function
     * @throws org.singletable.jdbc.error.DriverException 54000 where it is too long
     */
    static void check(String name, long length) {
        if (length > MAX_LENGTH) {
            throw FunctionErrors.tooLong(name, length, MAX_LENGTH);
        }
    }
}
