package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/** An application of Spring Boot that has nothing but properties for its data source. */
class SpringBootTest extends LibraryTest {
    private static ConfigurableApplicationContext context;

    static class Points {
        private final JdbcClient jdbc;

        Points(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public void move(String from, String to, int points) {
            add(from, -points);
            add(to, points);
        }

        private void add(String name, int points) {
            int count = jdbc.sql("UPDATE author SET points = COALESCE(points, 0) + :points WHERE name = :name")
                    .param("points", points)
                    .param("name", name)
                    .update();
            if (count == 0) {
                throw new IllegalArgumentException("no author " + name);
            }
        }

        List<String> all() {
            return jdbc.sql("SELECT name, points FROM author ORDER BY name")
                    .query((row, number) -> row.getString(1) + " " + row.getString(2))
                    .list();
        }
    }

    @EnableAutoConfiguration
    static class Application {
        @Bean
        Points points(JdbcClient jdbc) {
            return new Points(jdbc);
        }
    }

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.datasource.url=" + Objects.requireNonNull(dataSource.getUrl()),
                        "spring.datasource.driver-class-name=org.singletable.jdbc.SingleTableDriver",
                        "spring.datasource.hikari.maximum-pool-size=4",
                        "spring.main.log-startup-info=false")
                .run();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void poolAndTransactionManagerAreMadeByBoot() {
        assertThat(context.getBean(DataSource.class))
                .isInstanceOfSatisfying(
                        HikariDataSource.class,
                        pool -> assertThat(pool.getMaximumPoolSize()).isEqualTo(4));
        assertThat(context.getBean(PlatformTransactionManager.class)).isInstanceOf(JdbcTransactionManager.class);
    }

    @Test
    void aTransactionalMethodIsAllOrNothing() {
        Points points = context.getBean(Points.class);
        points.move("Ann", "Bob", 2);
        assertThat(points.all()).containsExactly("Ann 1", "Bob 2");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> points.move("Ann", "Eve", 1));
        assertThat(points.all()).containsExactly("Ann 1", "Bob 2");
    }

    @Test
    void errorsAreThoseOfSpring() {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() ->
                        jdbc.sql("INSERT INTO author (name) VALUES ('Ann')").update());
    }
}
