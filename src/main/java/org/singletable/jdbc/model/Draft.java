package org.singletable.jdbc.model;

import java.util.List;

/**
 * A mapping file that was made, not written.
 *
 * @param text of the file
 * @param remarks what is not sure of it, and why: a line each
 */
public record Draft(String text, List<String> remarks) {
    public Draft {
        remarks = List.copyOf(remarks);
    }
}
