package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column as its values show it.
 *
 * @param sql as the mapping calls it
 * @param form its {@code as}, null for the type's own
 * @param notNull whether all items have a value
 * @param storesNull whether some have DynamoDB's NULL
 * @param keyOnly whether the value lives in the table's key only
 * @param remark why it may be wrong, null where the values leave no doubt
 */
record InferredType(
        String sql,
        @Nullable String form,
        boolean notNull,
        boolean storesNull,
        boolean keyOnly,
        @Nullable String remark) {
    private static final Pattern INSTANT_MILLIS =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern INSTANT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3}|\\.\\d{6}|\\.\\d{9})?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final Pattern TIME_NAME =
            Pattern.compile(".*(ttl|expires?|expiry|expiration|created|updated|modified|since|until|date|time|at|on)$");

    /** 2001 to 2100, in seconds. */
    private static final BigDecimal EARLIEST = BigDecimal.valueOf(978_307_200L);

    private static final BigDecimal LATEST = BigDecimal.valueOf(4_102_444_800L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /**
     * @param name of the attribute, which tells of numbers whether they are times
     * @param values those that are not null
     * @param missing how many items have none
     * @param nulls how many have a stored NULL
     */
    static InferredType of(String name, List<JsonNode> values, long missing, long nulls) {
        boolean notNull = missing == 0 && nulls == 0;
        boolean storesNull = nulls > 0;
        if (values.isEmpty()) {
            return new InferredType("string", null, false, storesNull, false, "no item has a value");
        }
        if (values.stream().allMatch(JsonNode::isTextual)) {
            return ofTexts(values.stream().map(JsonNode::textValue).toList(), notNull, storesNull);
        } else if (values.stream().allMatch(JsonNode::isNumber)) {
            if (!values.stream().allMatch(value -> Double.isFinite(value.doubleValue()))) {
                return new InferredType("double", null, notNull, storesNull, false, null);
            }
            return ofNumbers(name, values.stream().map(JsonNode::decimalValue).toList(), notNull, storesNull);
        } else if (values.stream().allMatch(JsonNode::isBoolean)) {
            return new InferredType("boolean", null, notNull, storesNull, false, null);
        } else if (values.stream().allMatch(value -> isTagged(value, "$binary"))) {
            return new InferredType("binary", null, notNull, storesNull, false, null);
        } else if (values.stream().allMatch(value -> isTagged(value, "$set"))) {
            return new InferredType("set<" + elements(values) + ">", null, notNull, storesNull, false, null);
        }
        boolean containers = values.stream().allMatch(JsonNode::isContainerNode);
        return new InferredType(
                "json", null, notNull, storesNull, false, containers ? null : "the items have values of several types");
    }

    private static InferredType ofTexts(List<String> texts, boolean notNull, boolean storesNull) {
        String sql = "string";
        String form = null;
        if (allMatch(texts, INSTANT_MILLIS)) {
            sql = "timestamptz";
            form = "iso:3";
        } else if (allMatch(texts, INSTANT)) {
            sql = "timestamptz";
        } else if (allMatch(texts, UUID)) {
            sql = "uuid";
        }
        return new InferredType(
                sql,
                form,
                notNull,
                storesNull,
                false,
                sql.equals("string") ? null : "all texts of the sample look like " + sql);
    }

    private static boolean allMatch(List<String> texts, Pattern pattern) {
        return texts.stream().allMatch(text -> pattern.matcher(text).matches());
    }

    private static InferredType ofNumbers(String name, List<BigDecimal> numbers, boolean notNull, boolean storesNull) {
        boolean whole =
                numbers.stream().allMatch(number -> number.stripTrailingZeros().scale() <= 0);
        boolean timeName = TIME_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
        if (whole && timeName && allBetween(numbers, EARLIEST.multiply(THOUSAND), LATEST.multiply(THOUSAND))) {
            return new InferredType(
                    "timestamptz",
                    "epochms",
                    notNull,
                    storesNull,
                    false,
                    "name and values look like milliseconds since 1970");
        } else if (whole && timeName && allBetween(numbers, EARLIEST, LATEST)) {
            return new InferredType(
                    "timestamptz", "epoch", notNull, storesNull, false, "name and values look like seconds since 1970");
        }
        boolean small =
                allBetween(numbers, BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE));
        boolean large = allBetween(numbers, BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE));
        String sql = !whole || !large ? "decimal" : small ? "int" : "long";
        return new InferredType(sql, null, notNull, storesNull, false, null);
    }

    private static boolean allBetween(List<BigDecimal> numbers, BigDecimal least, BigDecimal most) {
        return numbers.stream().allMatch(number -> number.compareTo(least) >= 0 && number.compareTo(most) <= 0);
    }

    private static boolean isTagged(JsonNode value, String tag) {
        return value.isObject() && value.size() == 1 && value.has(tag);
    }

    private static String elements(List<JsonNode> sets) {
        JsonNode first = sets.get(0).get("$set").get(0);
        if (first != null && first.isNumber()) {
            return "number";
        }
        return first != null && isTagged(first, "$binary") ? "binary" : "string";
    }

    InferredType asText() {
        return sql.equals("timestamptz") && (form == null || form.equals("iso:3"))
                ? new InferredType("string", null, notNull, storesNull, keyOnly, null)
                : this;
    }

    /** Of a part of the key that no attribute holds. */
    static InferredType inKey() {
        return new InferredType(
                "string", null, true, false, true, "no attribute holds this part of the key; the name is made up");
    }
}
