package org.singletable.jdbc.dynamo;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * DynamoDB Local keeps the tables of its actions in static fields and fills them anew whenever a handler is made. A request
 * that another engine of the process serves meanwhile would be refused as InvalidAction, so the two exclude each other.
 */
final class ActionTables {
    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();

    private ActionTables() {}

    /** A handler of requests; waits until no engine of the process serves one. */
    static Handler handler(LocalDynamoDBRequestHandler requests) {
        LOCK.writeLock().lock();
        try {
            return new Reader(new LocalDynamoDBServerHandler(requests, null));
        } finally {
            LOCK.writeLock().unlock();
        }
    }

    private static final class Reader extends Handler.Wrapper {
        Reader(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            LOCK.readLock().lock();
            try {
                return super.handle(request, response, callback);
            } finally {
                LOCK.readLock().unlock();
            }
        }
    }
}
