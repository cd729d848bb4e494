package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitor;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.StatementVisitor;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.FromItemVisitor;
import net.sf.jsqlparser.statement.select.SelectVisitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** No property of a JSqlParser class that the translation accepts is forgotten. */
class ClauseRuleTest {

    static Stream<ClauseRule<?>> rules() {
        return Stream.<List<ClauseRule<?>>>of(
                        StatementRules.ALL,
                        InsertRules.ALL,
                        QueryRules.ALL,
                        ExpressionRules.all(),
                        List.of(ExpressionRules.TYPE, ExpressionRules.INDEXES))
                .flatMap(List::stream)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyPropertyIsUsedOrRefused(ClauseRule<?> rule) {
        List<String> listed = new ArrayList<>(rule.used());
        rule.refused().forEach(r -> listed.add(r.getter()));
        assertThat(listed).as("each property of %s is listed once", rule.node()).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed)).as("properties of %s", rule.node()).isEqualTo(properties(rule.node()));
    }

    private static TreeSet<String> properties(Class<?> node) {
        TreeSet<String> names = new TreeSet<>();
        for (Method method : node.getMethods()) {
            boolean getter = method.getName().matches("(get|is)[A-Z].*")
                    || method.getName().equals("isEmpty");
            boolean list = method.getDeclaringClass().getName().startsWith("java.");
            if (getter
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !method.getName().equals("getClass")
                    && (!list || method.getName().equals("isEmpty"))) {
                names.add(method.getName());
            }
        }
        return names;
    }

    /** Fields without a getter would be invisible to the rules. */
    @ParameterizedTest
    @MethodSource("rules")
    void everyFieldHasAGetter(ClauseRule<?> rule) {
        TreeSet<String> properties = new TreeSet<>();
        properties(rule.node())
                .forEach(p -> properties.add(p.replaceFirst("^(get|is)", "").toLowerCase(Locale.ROOT)));
        List<String> hidden = new ArrayList<>();
        for (Class<?> c = rule.node(); c != null && c.getName().startsWith("net.sf."); c = c.getSuperclass()) {
            for (var field : c.getDeclaredFields()) {
                String name = field.getName().toLowerCase(Locale.ROOT).replaceFirst("^(is|use)", "");
                boolean seen = properties.stream()
                        .anyMatch(p -> p.replaceFirst("^use", "").contains(name));
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !seen) {
                    hidden.add(field.getName());
                }
            }
        }
        assertThat(hidden).as("fields of %s", rule.node()).isSubsetOf(FIELDS_OF_LISTED_PROPERTIES);
    }

    /** Fields whose getter has another name. */
    private static final List<String> FIELDS_OF_LISTED_PROPERTIES = List.of(
            "partItems",
            "partDelimiters",
            "timeTravelStr",
            "mysqlHints",
            "node",
            "stringExpression",
            "operator",
            "stringValue",
            "mySqlCacheFlag",
            "offsetExpression",
            "escapeExpression",
            "attributeExpression",
            // Of a set operation, whose class says as much; and of GROUP BY, one getter an element.
            "type",
            "groupBySortDirections",
            "nameparts");

    static Stream<Class<?>> nodes() {
        return Stream.of(ExpressionVisitor.class, StatementVisitor.class, FromItemVisitor.class, SelectVisitor.class)
                .flatMap(v -> Arrays.stream(v.getMethods()))
                .filter(m -> m.getName().equals("visit") && m.getParameterCount() == 2)
                .<Class<?>>map(m -> m.getParameterTypes()[0])
                .distinct();
    }

    /** Shows for each kind of node whether it is handled, and the message where it is not. */
    @ParameterizedTest
    @MethodSource("nodes")
    void everyNodeIsHandledOrRefusedByName(Class<?> node) throws ReflectiveOperationException {
        if (rules().anyMatch(r -> r.node() == node)
                || Modifier.isAbstract(node.getModifiers())
                || Arrays.stream(node.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
            return;
        }
        DriverException refusal = RefusedNodes.part(node.getConstructor().newInstance());
        assertThat(refusal.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
        assertThat(refusal).hasMessageMatching("(?s).{2,60} is not supported yet: .{5,}");
    }

    /** The classes of JSqlParser that can stand in a query, also those that no visitor knows. */
    static Stream<Class<?>> classes() throws IOException, URISyntaxException {
        Path jar = Path.of(Expression.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (FileSystem files = FileSystems.newFileSystem(jar);
                Stream<Path> paths = Files.walk(files.getPath("/net/sf/jsqlparser"))) {
            List<Class<?>> classes = new ArrayList<>();
            for (Path path : paths.filter(p -> p.toString().matches(".*/(expression|statement)/.*[.]class")
                            && !p.toString().contains("$"))
                    .toList()) {
                classes.add(loaded(path));
            }
            return classes.stream()
                    .filter(c -> Expression.class.isAssignableFrom(c)
                            || Statement.class.isAssignableFrom(c)
                            || FromItem.class.isAssignableFrom(c))
                    .filter(c -> !Modifier.isAbstract(c.getModifiers()));
        }
    }

    private static Class<?> loaded(Path path) {
        String name = path.toString().substring(1).replace('/', '.').replaceFirst("[.]class$", "");
        try {
            return Class.forName(name, false, Expression.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyClassIsHandledOrRefusedByName(Class<?> node) throws ReflectiveOperationException {
        everyNodeIsHandledOrRefusedByName(node);
    }
}
