package org.singletable.jdbc.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which columns of the table those of a file are. */
final class FileColumns {
    static final FileColumns NONE = new FileColumns(Map.of());

    private final Map<String, TargetColumn> targets;

    /** @param targets by their names in the file; those that are missing are not written */
    FileColumns(Map<String, TargetColumn> targets) {
        this.targets = new LinkedHashMap<>(targets);
    }

    /** Empty for a column of the file that is not written. */
    Optional<TargetColumn> target(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** All that are written, each once: JSON lines may have several names for a column. */
    List<TargetColumn> targets() {
        return targets.values().stream().distinct().toList();
    }
}
