package org.singletable.jdbc.exec.read;

import java.util.OptionalLong;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.Rel;

/** Finds the rows of an entity among all items of the table. */
final class EntityScan {
    private final Reads reads;
    private final Rel.Read read;
    private final Access.Scan access;
    private final ItemCodec codec;
    private final Bindings bindings;
    private final EntityShape shape;
    private final ReadFilter filters;
    private final ScanReader scans;

    EntityScan(Reads reads, Rel.Read read, Access.Scan access, Bindings bindings) {
        this.reads = reads;
        this.read = read;
        this.access = access;
        this.codec = reads.codecs().of(access.entity());
        this.bindings = bindings;
        this.shape = EntityShape.of(access.entity(), reads.codecs().catalog());
        this.filters = ReadFilter.ofScan(codec, read, shape.keyConditions(), bindings);
        this.scans = new ScanReader(reads, '"' + access.entity().name() + '"', access.advice(), access.allowed());
    }

    private ReadFilter.Filter filter(boolean counting) {
        return filters.filter(conjunct -> false, shape.toldBy(), counting);
    }

    /** The items; the first requests are sent now. */
    ItemCursor open(Goal goal) {
        Reading reading = new Reading(filter(false).condition(), reads.attributes(codec, read.wanted()), false);
        return scans.open(reading, access.segment(), bindings, goal);
    }

    /** How many rows there are, as DynamoDB counts them; empty where it cannot tell exactly. */
    OptionalLong count() {
        ReadFilter.Filter filter = filter(true);
        return filter.exact()
                ? OptionalLong.of(scans.count(new Reading(filter.condition(), null, true), access.segment(), bindings))
                : OptionalLong.empty();
    }
}
