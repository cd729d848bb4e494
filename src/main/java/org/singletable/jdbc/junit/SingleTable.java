package org.singletable.jdbc.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a table of its own in the embedded engine, which is gone after its last test. Constructors, test methods and
 * lifecycle methods may have parameters of the types {@link javax.sql.DataSource} and {@link java.sql.Connection}, of which each
 * connection is closed after the test it was made for, or after the class. Nested classes use the table of their enclosing class
 * unless they have the annotation themselves.
 *
 * <p>Needs {@code org.junit.jupiter:junit-jupiter-api} from 5.13 and {@code com.amazonaws:DynamoDBLocal} on the test class path.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SingleTableExtension.class)
public @interface SingleTable {
    /** The mapping file: a path, or {@code classpath:} and the name of a resource. */
    String value();

    /** Further connection properties, each as {@code name=value}. */
    String[] properties() default {};

    /** Whether each test has an empty table of its own, rather than all tests of the class one. */
    boolean tableForEachTest() default false;
}
