package org.singletable.jdbc.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.singletable.jdbc.SingleTableDataSource;

/** What {@link SingleTable} promises. JUnit closes what lies in the store of a context when the context ends. */
final class SingleTableExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SingleTableExtension.class);
    private static final Set<Class<?>> TYPES = Set.of(DataSource.class, SingleTableDataSource.class, Connection.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SingleTableDataSource dataSource = table(context).dataSource();
        return parameter.getParameter().getType() == Connection.class ? connection(dataSource, context) : dataSource;
    }

    private static Connection connection(SingleTableDataSource dataSource, ExtensionContext context) {
        try {
            Connection connection = dataSource.getConnection();
            context.getStore(NAMESPACE).put(connection, connection);
            return connection;
        } catch (SQLException e) {
            throw new ParameterResolutionException("a test's connection: " + e.getMessage(), e);
        }
    }

    private static TestTable table(ExtensionContext context) {
        ExtensionContext ofClass = annotated(context);
        Class<?> type = ofClass.getRequiredTestClass();
        SingleTable annotation = annotation(type).orElseThrow();
        if (annotation.tableForEachTest() && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("with tableForEachTest there is no table beside the tests' own: "
                    + "have the parameters in test methods, @BeforeEach and @AfterEach of " + type.getName());
        }
        Store store = (annotation.tableForEachTest() ? context : ofClass).getStore(NAMESPACE);
        return store.computeIfAbsent(type, key -> TestTable.create(annotation), TestTable.class);
    }

    /** The context of the class that has the annotation, or inherits it: the test's own, or one around it. */
    private static ExtensionContext annotated(ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestMethod().isPresent()
                || candidate
                        .getTestClass()
                        .flatMap(SingleTableExtension::annotation)
                        .isEmpty()) {
            candidate = candidate
                    .getParent()
                    .orElseThrow(() -> new ParameterResolutionException("no test class has @SingleTable"));
        }
        return candidate;
    }

    private static Optional<SingleTable> annotation(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, SingleTable.class);
    }
}
