package org.singletable.jdbc.hibernate;

/** What messages say about ids that DynamoDB cannot count up. */
final class GeneratedIds {
    static final String ADVICE =
            "assign ids, generate them by GenerationType.UUID, or by a default of the column and @Generated";

    private GeneratedIds() {}
}
