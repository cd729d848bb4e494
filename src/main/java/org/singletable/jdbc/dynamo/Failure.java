package org.singletable.jdbc.dynamo;

import java.io.IOException;
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

/**
 * What a failed attempt means.
 *
 * @param error thrown where it is not tried again
 * @param retryable whether trying again is safe and may help
 */
record Failure(DriverException error, boolean retryable) {
    private static final Set<String> AUTHORIZATION = Set.of(
            "AccessDeniedException",
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
            Set.of("TransactionConflictException", "ReplicatedWriteConflictException");

    static Failure of(SdkException e, boolean sent, Operation operation, String table, RequestContext context) {
        boolean ambiguous = sent && operation.isWrite();
        if (e instanceof AwsServiceException answer) {
            return answered(answer, operation, table);
        }
        if (context.isCancelled()) {
            return stop(ambiguous ? WireErrors.cancelledWrite(operation.wireName()) : WireErrors.cancelled());
        }
        DriverException ended = context.error();
        if (ended != null && !operation.isWrite()) {
            return stop(ended);
        }
        boolean timeout = e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
        if (timeout && context.isPastDeadline()) {
            return stop(ambiguous ? WireErrors.timedOutWrite(operation.wireName()) : WireErrors.timedOut(e));
        }
        if (ambiguous) {
            return stop(WireErrors.unknownOutcome(operation.wireName(), e));
        }
        DriverException lost = operation.isWrite()
                ? WireErrors.notSent(operation.wireName(), e)
                : WireErrors.connectionLost(operation.wireName(), e);
        if (timeout) {
            // The connection's network timeout: the next request may be as slow, and waiting was limited on purpose.
            return stop(lost);
        }
        if (e instanceof AbortedException) {
            return stop(WireErrors.interrupted(e));
        }
        if (isCredentials(e)) {
            return stop(WireErrors.noCredentials(e));
        }
        return new Failure(lost, true);
    }

    private static Failure answered(AwsServiceException e, Operation operation, String table) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = text(details == null ? null : details.errorCode());
        String said = text(details == null ? e.getMessage() : details.errorMessage());
        if (e.isThrottlingException()) {
            return new Failure(WireErrors.throttled(operation.wireName(), e), true);
        }
        if (CONFLICT.contains(code)) {
            return new Failure(WireErrors.conflict(operation.wireName(), e), true);
        }
        if (e.statusCode() >= 500) {
            return operation.isWrite()
                    ? stop(WireErrors.unknownOutcome(operation.wireName(), e))
                    : new Failure(WireErrors.connectionLost(operation.wireName(), e), true);
        }
        if (AUTHORIZATION.contains(code) || e.isClockSkewException()) {
            return stop(WireErrors.denied(operation.wireName(), table, said, e));
        }
        if (code.equals("ResourceNotFoundException")) {
            return stop(WireErrors.tableGone(table, e));
        }
        if (code.equals("ValidationException") && isItemSize(said)) {
            return stop(WireErrors.itemTooLarge(said, e));
        }
        if (code.equals("ValidationException") && isExpressionSize(said)) {
            return stop(WireErrors.expressionTooLarge(operation.wireName(), said, e));
        }
        if (code.equals("ItemCollectionSizeLimitExceededException")) {
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

    private static Failure stop(DriverException error) {
        return new Failure(error, false);
    }

    boolean throttled() {
        return error.state() == SqlState.THROTTLED;
    }
}
