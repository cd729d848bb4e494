package org.singletable.jdbc.faults;

/** The entities of the rows whose fate is followed; the driver writes each in another way. */
enum Kind {
    PLAIN("plain", "0"),
    /** Rows have a version, which tells what became of some writes without an answer. */
    VERSIONED("versioned", "version"),
    /** The tag is kept unique by items of its own, so that most writes are transactions. */
    UNIQUE("tagged", "0");

    static final String MAPPING = """
            {"entities": {
              "box": {"id": "id", "columns": {"id": "string!", "label": "string!"}},
              "plain": {
                "parent": {"entity": "box", "columns": ["box"]}, "id": "k",
                "columns": {"k": "int!", "owner": "string!", "n": "long!", "tag": "string!"},
                "indexes": {"plain_of": ["owner", "k"]}},
              "versioned": {
                "parent": {"entity": "box", "columns": ["box"]}, "id": "k",
                "columns": {"k": "int!", "owner": "string!", "n": "long!", "tag": "string!",
                            "version": {"type": "int", "version": true}},
                "indexes": {"versioned_of": ["owner", "k"]}},
              "tagged": {
                "parent": {"entity": "box", "columns": ["box"]}, "id": "k",
                "columns": {"k": "int!", "owner": "string!", "n": "long!", "tag": "string!"},
                "indexes": {"tagged_of": ["owner", "k"]},
                "unique": ["tag"]},
              "counter": {"id": "id", "columns": {"id": "string!", "n": "long!"}}}}
            """;

    private final String entity;
    private final String version;

    Kind(String entity, String version) {
        this.entity = entity;
        this.version = version;
    }

    String entity() {
        return entity;
    }

    /** The columns of {@link Row} after the key's last one, to be selected. */
    String columns() {
        return "k, n, tag, " + version;
    }

    /** Of a new row. */
    long firstVersion() {
        return this == VERSIONED ? 1 : 0;
    }

    /** After another write. */
    long nextVersion(long version) {
        return this == VERSIONED ? version + 1 : 0;
    }
}
