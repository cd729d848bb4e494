package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.PlainText;

class TemplateTest {
    private static final List<Column> COLUMNS =
            Columns.of("a string, b string, n int, d date, t timestamptz, p decimal, u uuid, g boolean, x binary");

    /** {@code "a=1, b=null"} by column name. */
    private static Map<String, @Nullable Object> values(@Nullable String row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        if (row != null) {
            for (String pair : row.split("; ")) {
                String name = pair.substring(0, pair.indexOf('='));
                String text = pair.substring(pair.indexOf('=') + 1);
                Column column = COLUMNS.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                values.put(name, text.equals("null") ? null : PlainText.parse(text, column.type()));
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "constant                 ~            ~ constant",
                "{$entity}                ~            ~ thing",
                "{$entity|upper}-x        ~            ~ THING-x",
                "\\{\\}\\[\\]\\|\\\\      ~            ~ {}[]|\\",
                "u#{a}                    ~ a=jane     ~ u#jane",
                "{a}#{b}                  ~ a=x; b=    ~ x#",
                "{a|lower}#{b|upper}      ~ a=ÄbΣ; b=ß ~ äbς#SS",
                "{n|pad:4}                ~ n=42       ~ 0042",
                "{n|pad:4}                ~ n=12345    ~ 12345",
                "{n|pad:4:x}              ~ n=7        ~ xxx7",
                "{p}                      ~ p=12.50    ~ 12.5",
                "{p|fixed:2|pad:8}        ~ p=12.5     ~ 00012.50",
                "{p|fixed:0}              ~ p=12.5     ~ 13",
                "{t}                      ~ t=2024-06-03T12:00:00+02:00     ~ 2024-06-03T12:00:00+02:00",
                "{t|iso:3}                ~ t=2024-06-03T12:00:00+02:00     ~ 2024-06-03T10:00:00.000Z",
                "{t|iso:0}                ~ t=2024-06-03T12:00:00+02:00     ~ 2024-06-03T10:00:00Z",
                "{t|epoch}                ~ t=1970-01-01T00:01:00Z          ~ 60",
                "{t|epochms}              ~ t=1969-12-31T23:59:59Z          ~ -1000",
                "{d}#{u}#{g}              ~ d=2024-06-03; u=11111111-1111-4111-8111-11111111111A; g=true"
                        + " ~ 2024-06-03#11111111-1111-4111-8111-11111111111a#true",
                "v[#{a}]                  ~ a=null     ~ v",
                "v[#{a}]                  ~ a=x        ~ v#x",
                "v[#{a}[#{b}]]            ~ a=x; b=null  ~ v#x",
                "v[#{a}[#{b}]]            ~ a=x; b=y     ~ v#x#y",
                "v#[{n}][-{b}]            ~ n=null; b=y  ~ v#-y",
                "E#{a#b|key|shard:1}      ~ a=x; b=y     ~ E#0",
                "{x|key}                  ~ x=00ff       ~ 00ff"
            })
    void rendersAndReadsBack(String source, @Nullable String row, String expected) {
        Template template = Columns.template(source.strip(), COLUMNS);
        Map<String, @Nullable Object> given = values(row);
        assertThat(template.render(Columns.row(given))).contains(expected);

        Map<Column, @Nullable Object> read = Columns.parse(template, expected).orElseThrow();
        assertThat(read.keySet()).isEqualTo(template.reversibleColumns());
        boolean rounded = source.contains("fixed:0");
        read.forEach((column, value) -> assertThat(SameValue.test(value, given.get(column.name())))
                .as(column.name())
                .isEqualTo(!rounded));
        assertThat(template.nonReversing(Columns.row(given)).isPresent()).isEqualTo(rounded);
    }

    @Test
    void aNullOutsideBracketsLeavesTheAttributeOut() {
        Template template = Columns.template("x#{a}[#{b}]", COLUMNS);
        assertThat(template.render(Columns.row(values("a=null; b=y")))).isEmpty();
        assertThat(template.requiredColumns()).isEqualTo(Columns.named(COLUMNS, "a"));
        assertThat(template.columns()).extracting(Column::name).containsExactly("a", "b");
    }

    @Test
    void theTemplateOfAShardHasItsNumberAsText() {
        Template template = Columns.template("E#{b|key}#{a#n|key|shard:3}", COLUMNS);
        assertThat(template.byShard())
                .extracting(shard -> shard.render(Columns.row(values("b=y"))).orElseThrow())
                .containsExactly("E#y#0", "E#y#1", "E#y#2");
        assertThat(template.byShard().get(0).columns()).extracting(Column::name).containsExactly("b");
        for (String other : List.of("E#{b|key}", "E[#{a#n|key|shard:3}]", "{a|key|shard:2}#{b|key|shard:2}")) {
            Template whole = Columns.template(other, COLUMNS);
            assertThat(whole.byShard()).as(other).containsExactly(whole);
        }
    }

    @Test
    void shardsAreTheChecksumOfTheIds() {
        Template template = Columns.template("E#{a#n|key|shard:8}", COLUMNS);
        // CRC32 of "john%20doe#0000000042", unsigned, modulo 8.
        CRC32 crc = new CRC32();
        crc.update("john%20doe#0000000042".getBytes(StandardCharsets.UTF_8));
        assertThat(template.render(Columns.row(values("a=john doe; n=42")))).contains("E#" + crc.getValue() % 8);
        assertThat(Columns.template("{a|key|shard:1000}", COLUMNS).render(Columns.row(values("a=123456789"))))
                // The check value of CRC-32 is cbf43926, 3421780262.
                .contains("262");
        assertThat(template.reversibleColumns()).isEmpty();
        assertThat(template.requiredColumns()).isEqualTo(Columns.named(COLUMNS, "a", "n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "u#{a}            ~ v#jane",
                "u#{a}#x          ~ u#jane",
                "u#{a}#x          ~ u#1#x#x",
                "constant         ~ constant2",
                "constant         ~ constan",
                "{n}              ~ 007",
                "{n}              ~ +7",
                "{n}              ~ x",
                "{n}              ~ 99999999999",
                "{n|pad:4}        ~ 42",
                "{n|pad:4}        ~ 00042",
                "{p}              ~ 12.50",
                "{p|fixed:2}      ~ 12.5",
                "{d}              ~ 2024-6-3",
                "{u}              ~ 11111111-1111-4111-8111-11111111111A",
                "{t|iso:3}        ~ 2024-06-03T10:00:00Z",
                "{t|iso:3}        ~ 2024-06-03T10:00:00.000+00:00",
                "{t|epoch}        ~ 060",
                "{t|epoch}        ~ 99999999999999999999999",
                "{a|key}#{b|key}  ~ a b#c",
                "{a|key}          ~ a#b",
                "{a}#{a}          ~ x#y",
                "v[#{n}]          ~ v#",
                "v[#{n}]          ~ v#x"
            })
    void refusesWhatItDoesNotRender(String source, String text) {
        assertThat(Columns.parse(Columns.template(source.strip(), COLUMNS), text.strip()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{a}#{b}            ~ a=x#y; b=z      ~ a",
                "{a}#{b}            ~ a=x; b=y#z      ~ ",
                "u#{a}#x            ~ a=1#x           ~ a",
                "{a|key}#{b}        ~ a=x#y; b=z      ~ ",
                "{a|lower}#{b}      ~ a=X; b=y        ~ ",
                "{a|lower}#{b}      ~ a=X#; b=y       ~ b",
                "{a|lower}          ~ a=X#Y           ~ ",
                "{a|lower}#[{b|lower}] ~ a=X#Y; b=z   ~ a",
                "{a}{b}             ~ a=x; b=y        ~ ",
                "{n|pad:2}{a}#{b}   ~ n=1; a=x#y; b=z ~ b",
                "{a|pad:4}          ~ a=0x            ~ a",
                "{p|fixed:1}        ~ p=1.25          ~ p",
                "a[{a}]             ~ a=              ~ a",
                "a[{a}]             ~ a=null          ~ ",
                "a[#{a}]            ~ a=              ~ ",
                "{a}[#{b}]          ~ a=x#y; b=null   ~ a",
                "v[#{a}[#{b}]]      ~ a=null; b=y     ~ b",
                "v#[{a}][-{b}]      ~ a=null; b=y     ~ a",
                "{t}                ~ t=2024-06-03T12:00:00+02:00 ~ "
            })
    void findsTheColumnThatDoesNotSurvive(String source, String row, @Nullable String column) {
        Template template = Columns.template(source.strip(), COLUMNS);
        assertThat(template.nonReversing(Columns.row(values(row.strip()))).map(Column::name))
                .isEqualTo(Optional.ofNullable(column));
    }

    static Stream<Arguments> prefixes() {
        return Stream.of(
                Arguments.of("constant", "", "constant", true, null),
                Arguments.of("u#{a}", "", "u#", false, "a"),
                Arguments.of("u#{a}", "a", "u#A1", true, null),
                Arguments.of("{a}#{b}", "a", "A1#", false, "b"),
                Arguments.of("{a}#{b}", "b", "", false, "a"),
                Arguments.of("{a|key}#{n|key}#x", "a", "A1#", false, "n"),
                Arguments.of("{a|key}#{n|key}#x", "a, n", "A1#0000000042#x", true, null),
                Arguments.of("v[#{a}]#{b}", "b", "v", false, null),
                Arguments.of("v[#{a}]#{b}", "a", "v#A1#", false, "b"),
                Arguments.of("v[#{a}[#{b}]]", "a", "v", false, null),
                Arguments.of("v[#{a}[#{b}]]", "a, b", "v#A1#B2", true, null),
                Arguments.of("{a}#{t}#{b}", "a, t, b", "A1#", false, "t"),
                Arguments.of("{a}#{t|iso:0}#{b}", "a, t", "A1#2024-06-03T12:00:00Z#", false, "b"),
                Arguments.of("E#{a#b|key|shard:1}", "a", "E#", false, null),
                Arguments.of("E#{a#b|key|shard:1}", "a, b", "E#0", true, null));
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void prefixStopsAtTheFirstUnknownColumn(
            String source, String known, String value, boolean complete, @Nullable String next) {
        Set<Column> columns = known.isEmpty() ? Set.of() : Columns.named(COLUMNS, known.split(", "));
        ColumnValues values = Columns.row(values("a=A1; b=B2; n=42; t=2024-06-03T12:00:00Z"));
        KeyPrefix prefix = Columns.template(source, COLUMNS)
                .prefix(columns, column -> columns.contains(column) ? values.get(column) : null);
        assertThat(prefix.value()).isEqualTo(value);
        assertThat(prefix.complete()).isEqualTo(complete);
        assertThat(prefix.nextColumn().map(Column::name)).isEqualTo(Optional.ofNullable(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{a|key}#{n|key}            ~ a n ~ ",
                "{a}#{n}                    ~     ~ ",
                "{n|key}#{a}                ~ n a ~ ",
                "[{n|key}]#{a}              ~ n a ~ ",
                "[{a|key}]#{n|key}          ~ n   ~ ",
                "[#{n|key}]#{a}             ~ a   ~ ",
                "{d}-{n|pad:3}              ~ d   ~ ",
                "{t}                        ~     ~ t",
                "{t|key}                    ~ t   ~ ",
                "{t|iso}                    ~     ~ t",
                "{a|lower}                  ~     ~ "
            })
    void tellsOrderAndCanonicalForms(String source, @Nullable String ordered, @Nullable String several) {
        Template template = Columns.template(source.strip(), COLUMNS);
        assertThat(names(columnParts(template.parts()).filter(TemplatePart.ColumnPart::keepsOrder)))
                .isEqualTo(ordered == null ? "" : ordered.strip());
        assertThat(names(columnParts(template.parts()).filter(part -> !part.canonical())))
                .isEqualTo(several == null ? "" : several);
        assertThat(template.isCanonical()).isEqualTo(several == null);
    }

    private static Stream<TemplatePart.ColumnPart> columnParts(List<TemplatePart> parts) {
        return parts.stream().flatMap(part -> {
            if (part instanceof TemplatePart.Bracket bracket) {
                return columnParts(bracket.parts());
            }
            return part instanceof TemplatePart.ColumnPart column ? Stream.of(column) : Stream.empty();
        });
    }

    private static String names(Stream<TemplatePart.ColumnPart> parts) {
        return parts.map(part -> part.column().name()).collect(Collectors.joining(" "));
    }

    @Test
    void oneColumnAloneOnANumberAttributeIsANumber() {
        Column n = COLUMNS.get(2);
        Template template = Columns.template("{n}", COLUMNS, AttributeType.N);
        assertThat(template.render(Columns.row(Map.of("n", 42)))).contains(new BigDecimal(42));
        assertThat(Columns.parse(template, new BigDecimal("42.0")).orElseThrow())
                .containsExactly(Map.entry(n, 42));
        assertThat(Columns.parse(template, "42")).isEmpty();
        assertThat(template.prefix(Set.of(), column -> null)).isEqualTo(new KeyPrefix("", false, n));
        assertThat(template.prefix(Set.of(n), column -> 42)).isEqualTo(new KeyPrefix(new BigDecimal(42), true, null));

        OffsetDateTime minute = OffsetDateTime.parse("1970-01-01T00:01:00Z");
        Template epoch = Columns.template("{t|epoch}", COLUMNS, AttributeType.N);
        assertThat(epoch.render(Columns.row(Map.of("t", minute)))).contains(new BigDecimal(60));
        assertThat(Columns.parse(epoch, new BigDecimal(60)).orElseThrow()).containsValue(minute);
        assertThat(epoch.source()).isEqualTo("{t|epoch}");

        Template binary = Columns.template("{x}", COLUMNS, AttributeType.B);
        Bytes bytes = Bytes.of(new byte[] {1, 2});
        assertThat(binary.render(Columns.row(Map.of("x", bytes)))).contains(bytes);
        assertThat(Columns.parse(binary, bytes).orElseThrow()).containsValue(bytes);
    }

    @ParameterizedTest
    @CsvSource({"x#{n}, N", "{a}, N", "{n|pad:3}, N", "{n}#, N", "{a}, B", "const, N"})
    void anythingElseOnANumberOrBinaryAttributeIsRefused(String source, AttributeType type) {
        assertThatThrownBy(() -> Columns.template(source, COLUMNS, type))
                .isInstanceOf(TemplateSyntaxException.class)
                .hasMessageContaining("one column alone");
    }

    static Stream<Arguments> storedDirectly() {
        OffsetDateTime instant = OffsetDateTime.parse("2024-06-03T12:00:00+02:00");
        Bytes bytes = Bytes.of(new byte[] {(byte) 0xFB, 1});
        return Stream.of(
                Arguments.of("c string", AttributeType.S, "x", "x", true),
                Arguments.of("c date", AttributeType.S, LocalDate.parse("2024-06-03"), "2024-06-03", true),
                Arguments.of("c timestamptz", AttributeType.S, instant, "2024-06-03T12:00:00+02:00", false),
                Arguments.of("c timestamptz EPOCH", AttributeType.N, instant, new BigDecimal(1717408800), true),
                Arguments.of("c timestamptz EPOCH_MS", AttributeType.N, instant, new BigDecimal(1717408800000L), true),
                Arguments.of("c int", AttributeType.N, 7, new BigDecimal(7), true),
                Arguments.of("c double", AttributeType.N, 0.5, new BigDecimal("0.5"), true),
                Arguments.of("c int STRING", AttributeType.S, 7, "7", false),
                Arguments.of("c binary", AttributeType.B, bytes, bytes, true),
                Arguments.of("c binary BASE64", AttributeType.S, bytes, "+wE=", false),
                Arguments.of("c binary BASE64URL", AttributeType.S, bytes, "-wE=", false));
    }

    @ParameterizedTest
    @MethodSource("storedDirectly")
    void aColumnStoredInAKeyAttributeIsATemplateOfItsStoredForm(
            String declaration, AttributeType type, Object value, Object stored, boolean canonical) {
        Column column = Columns.of(declaration).get(0);
        assertThat(DirectTemplate.storedType(column.type(), column.form())).contains(type);
        Template template = TemplateCompiler.direct(column, type);
        assertThat(template.source()).isEqualTo("{c}");
        assertThat(template.render(c -> value)).contains(stored);
        assertThat(SameValue.test(template.parse(stored).orElseThrow().get(column), value))
                .isTrue();
        assertThat(template.isCanonical()).isEqualTo(canonical);
        assertThat(template.prefix(Set.of(column), c -> value).complete()).isEqualTo(canonical);
        assertThat(template.render(c -> null)).isEmpty();
        assertThat(template.nonReversing(c -> value)).isEmpty();
    }

    @Test
    void aDirectColumnFitsWhatIsNoValueOfItsType() {
        Column column = Columns.of("c uuid").get(0);
        Template template = TemplateCompiler.direct(column, AttributeType.S);
        assertThat(template.parse("not a uuid").orElseThrow()).isEmpty();
        assertThat(template.parse(BigDecimal.ONE)).isEmpty();
    }

    @Test
    void anEmptyKeyIsRefused() {
        Template template = Columns.template("{a|key}", COLUMNS);
        assertThatThrownBy(() -> template.render(Columns.row(Map.of("a", ""))))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_VALUE))
                .hasMessageContaining("attribute")
                .hasMessageContaining("empty");
        assertThat(template.prefix(Columns.named(COLUMNS, "a"), column -> "").value())
                .isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "order#{a|key}        ~ order#{a|key}#line#{n|key} ~ false",
                "order#{a}            ~ order#{a}#line#{n}         ~ true",
                "order#{a|key}        ~ orders#{a|key}             ~ false",
                "{a}                  ~ constant                   ~ true",
                "{n}                  ~ constant                   ~ false",
                "{d}                  ~ {u}                        ~ true",
                "x{d|key}             ~ {u}                        ~ false",
                "a[#{n}]              ~ a                          ~ true",
                "a[#{n}]              ~ a#                         ~ false",
                "a#{a|key}            ~ a#é                        ~ true",
                "a#{a|key}            ~ a#é#                       ~ false",
                "x#{n}                ~ x#{g}                      ~ false",
                "{n|pad:3}            ~ x{n}                       ~ false",
                "{n|pad:3:x}          ~ x{n}                       ~ true",
                "E#{a#b|key|shard:4}  ~ E#3                        ~ true",
                "E#{a#b|key|shard:4}  ~ E#x                        ~ false"
            })
    void knowsWhichTemplatesCanBeAlike(String one, String other, boolean possible) {

        Template a = Columns.template(one.strip(), COLUMNS);
        Template b = Columns.template(other.strip(), COLUMNS);
        assertThat(TemplateOverlap.possible(a, b)).isEqualTo(possible);
        assertThat(TemplateOverlap.possible(b, a)).isEqualTo(possible);
        assertThat(Arrays.asList(a, b))
                .allSatisfy(t -> assertThat(TemplateOverlap.possible(t, t)).isTrue());
    }
}
