package org.singletable.jdbc.exec.read;

import java.util.List;

/** The streams that are merged: of each the first page is needed before the first frame is known. */
final class MergedStreams implements FirstRequest {
    private final List<PageStream> streams;

    MergedStreams(List<PageStream> streams) {
        this.streams = List.copyOf(streams);
    }

    /** Only some of them are asked for at a time. */
    @Override
    public void begin() {
        streams.stream().limit(Reads.PARALLEL).forEach(PageStream::begin);
    }

    @Override
    public void awaitFirst() {
        begin();
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).awaitFirst();
            if (i + Reads.PARALLEL < streams.size()) {
                streams.get(i + Reads.PARALLEL).begin();
            }
        }
    }

    @Override
    public void close() {
        streams.forEach(PageStream::close);
    }
}
