package org.singletable.jdbc.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link RequiresDocker} does. Its values are in the root store: one for the whole run, closed at its end. */
final class DockerExtension implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return store(context)
                .computeIfAbsent(DockerProbe.class, key -> DockerProbe.run(), DockerProbe.class)
                .missing()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("Docker has " + DynamoDbLocalImage.name()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DynamoDbLocalContainer.class;
    }

    @Override
    public DynamoDbLocalContainer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent(
                        DynamoDbLocalContainer.class,
                        key -> DynamoDbLocalContainer.start(),
                        DynamoDbLocalContainer.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(DockerExtension.class));
    }
}
