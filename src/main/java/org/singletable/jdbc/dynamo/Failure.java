package org.singletable.jdbc.dynamo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a failed attempt means.
 *
 * @param error thrown where it is not tried again
 * @param next whether another attempt may help
 * @param doubtful whether the attempt was a write that may have been applied; the error then says so
 */
record Failure(DriverException error, Next next, boolean doubtful) {
    /** When to try again. */
    enum Next {
        NEVER,
        /** After a random time, as others may try the same. */
        BACKED_OFF,
        /** After the whole backoff: only the request itself is waited for. */
        LATER
    }

    private static final Set<String> AUTHORIZATION = Set.of(
            "AccessDeniedException",
            "AccessDenied",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "OptInRequired",
            "SignatureDoesNotMatch");

    /** The item is locked by a transaction or a replication; nothing was changed. */
    private static final Set<String> CONFLICT =
            Set.of("TransactionConflictException", "TransactionConflict", "ReplicatedWriteConflictException");

    /** Reasons why a transaction was cancelled, which have no class in the SDK that could be asked. */
    private static final Set<String> THROTTLING_REASON = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private static final Set<String> VALIDATION = Set.of("ValidationException", "ValidationError");
    private static final Set<String> COLLECTION_SIZE =
            Set.of("ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceeded");

    static Failure of(SdkException e, boolean sent, Operation operation, String table, RequestContext context) {
        boolean doubtful = sent && operation.isWrite();
        if (e instanceof AwsServiceException answer) {
            return answered(answer, operation, table);
        }
        if (context.isCancelled()) {
            return new Failure(
                    doubtful ? WireErrors.cancelledWrite(operation.wireName()) : WireErrors.cancelled(),
                    Next.NEVER,
                    doubtful);
        }
        DriverException ended = context.error();
        if (ended != null && !operation.isWrite()) {
            return stop(ended);
        }
        boolean timeout = e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
        if (timeout && context.isPastDeadline()) {
            return new Failure(
                    doubtful ? WireErrors.timedOutWrite(operation.wireName()) : WireErrors.timedOut(e),
                    Next.NEVER,
                    doubtful);
        }
        // After the connection's network timeout the next request may be as slow, and waiting was limited on purpose.
        Next next = timeout || e instanceof AbortedException ? Next.NEVER : Next.BACKED_OFF;
        if (doubtful) {
            return new Failure(WireErrors.unknownOutcome(operation.wireName(), e), next, true);
        }
        if (e instanceof AbortedException) {
            return stop(WireErrors.interrupted(e));
        }
        if (!timeout && isCredentials(e)) {
            return stop(WireErrors.noCredentials(e));
        }
        DriverException lost = operation.isWrite()
                ? WireErrors.notSent(operation.wireName(), e)
                : WireErrors.connectionLost(operation.wireName(), e);
        return new Failure(lost, next, false);
    }

    private static Failure answered(AwsServiceException e, Operation operation, String table) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = text(details == null ? null : details.errorCode());
        String said = text(details == null ? e.getMessage() : details.errorMessage());
        if (code.equals("TransactionInProgressException")) {
            // An earlier attempt, which AWS ends when it is asked again 5 seconds later. To the SDK it is throttling.
            return new Failure(WireErrors.unknownOutcome(operation.wireName(), e), Next.LATER, true);
        }
        if (e.isThrottlingException()) {
            return again(WireErrors.throttled(operation.wireName(), e));
        }
        if (e.statusCode() >= 500) {
            return noAnswer(e, operation);
        }
        if (details == null || details.errorCode() == null) {
            // DynamoDB names its errors: this is not one as it was sent, and says nothing of the request.
            return noAnswer(WireErrors.unnamed(e.statusCode(), e), operation);
        }
        if (e.isClockSkewException()) {
            return stop(WireErrors.denied(operation.wireName(), table, said, e));
        }
        if (code.equals("ResourceNotFoundException")) {
            return stop(WireErrors.tableGone(table, e));
        }
        if (e instanceof TransactionCanceledException cancelled) {
            return cancelled(cancelled, said, operation, table);
        }
        return refused(code, said, operation, table, e);
    }

    private static Failure noAnswer(Throwable e, Operation operation) {
        return operation.isWrite()
                ? new Failure(WireErrors.unknownOutcome(operation.wireName(), e), Next.BACKED_OFF, true)
                : again(WireErrors.connectionLost(operation.wireName(), e));
    }

    /** A transaction that no condition ended: what cannot be helped by trying again counts before what can. */
    private static Failure cancelled(TransactionCanceledException e, String said, Operation operation, String table) {
        List<Failure> failures = new ArrayList<>();
        for (CancellationReason reason : e.cancellationReasons()) {
            String code = text(reason.code());
            if (!code.equals("None")) {
                failures.add(refused(code, text(reason.message()), operation, table, e));
            }
        }
        return failures.stream()
                .min(Comparator.comparing(Failure::retryable))
                .orElseGet(
                        () -> stop(WireErrors.refused(operation.wireName(), "TransactionCanceledException", said, e)));
    }

    /** What DynamoDB says of a request, or of one write of a transaction. */
    private static Failure refused(String code, String said, Operation operation, String table, AwsServiceException e) {
        if (AUTHORIZATION.contains(code)) {
            return stop(WireErrors.denied(operation.wireName(), table, said, e));
        }
        if (CONFLICT.contains(code)) {
            return again(WireErrors.conflict(operation.wireName(), e));
        }
        if (THROTTLING_REASON.contains(code)) {
            return again(WireErrors.throttled(operation.wireName(), e));
        }
        if (code.equals("UnknownOperationException") && operation == Operation.TRANSACT_WRITE_ITEMS) {
            return stop(WireErrors.noTransactions(operation.wireName(), e));
        }
        if (code.equals("IdempotentParameterMismatchException")) {
            return stop(WireErrors.tokenReused(operation.wireName(), e));
        }
        if (VALIDATION.contains(code) && isItemSize(said)) {
            return stop(WireErrors.itemTooLarge(said, e));
        }
        if (VALIDATION.contains(code) && isExpressionSize(said)) {
            return stop(WireErrors.expressionTooLarge(operation.wireName(), said, e));
        }
        if (VALIDATION.contains(code) && isTransactionSize(said)) {
            return stop(WireErrors.transactionTooLarge(said, e));
        }
        if (COLLECTION_SIZE.contains(code)) {
            return stop(WireErrors.collectionTooLarge(said, e));
        }
        return stop(WireErrors.refused(operation.wireName(), code, said, e));
    }

    private static String text(@Nullable String said) {
        return said == null ? "no explanation" : said;
    }

    private static boolean isItemSize(String message) {
        return message.toLowerCase(Locale.ROOT).contains("item size");
    }

    private static boolean isTransactionSize(String message) {
        return message.replace(" ", "").contains("4MB");
    }

    private static boolean isExpressionSize(String message) {
        return message.contains("Expression size has exceeded") || message.contains("too many operators");
    }

    /** The SDK has no class of its own for this, only the text of its message. */
    private static boolean isCredentials(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return false;
            }
            String text = cause.getMessage();
            if (text != null && text.toLowerCase(Locale.ROOT).contains("credential")) {
                return true;
            }
        }
        return false;
    }

    private static Failure again(DriverException error) {
        return new Failure(error, Next.BACKED_OFF, false);
    }

    private static Failure stop(DriverException error) {
        return new Failure(error, Next.NEVER, false);
    }

    boolean retryable() {
        return next != Next.NEVER;
    }

    boolean throttled() {
        return error.state() == SqlState.THROTTLED;
    }
}
