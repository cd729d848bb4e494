package org.singletable.jdbc.exec.write;

import org.singletable.jdbc.exec.Result;

/** What became of one entry of a batch. */
public sealed interface BatchOutcome {
    record Done(Result.Count result) implements BatchOutcome {}

    record Failed(Exception error) implements BatchOutcome {}
}
