package org.singletable.jdbc.shell;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.model.AccessPolicy;

/** Tells the least that AWS has to allow connections with a mapping. */
final class IamTool implements Tool {
    private static final String READ_ONLY = "--read-only";
    private static final String CREATE = "--create";
    private static final String NO_SCAN = "--no-scan";
    private static final String TABLE = "--table";
    private static final String REGION = "--region";
    private static final String ACCOUNT = "--account";
    private static final String PARTITION = "--partition";
    private static final String BIND = "--bind";
    private static final String KEYS = "--keys";
    private static final String INDEX = "--index";
    private static final String ANY = "*";

    private static final Map<String, Pattern> FORMS = Map.of(
            TABLE, Pattern.compile("[A-Za-z0-9_.-]{3,255}"),
            REGION, Pattern.compile("[a-z0-9-]+|\\*"),
            ACCOUNT, Pattern.compile("[0-9]{12}|\\*"),
            PARTITION, Pattern.compile("aws(-[a-z]+)*"));

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public String summary() {
        return "tells the least that IAM has to allow, as a policy";
    }

    @Override
    public String usage() {
        return """
                Usage: iam MAPPING [--read-only] [--no-scan] [--create] [--bind COLUMN=VALUE]... [--table NAME]
                           [--region REGION] [--account NUMBER] [--partition NAME] [--keys KEYS] [--index INDEX]...

                  MAPPING              the mapping file, or classpath: and a resource's path
                  --read-only          for connections with readOnly=true
                  --no-scan            for connections with scan=forbid
                  --create             creating the table, too (ensureTable=true)
                  --bind COLUMN=VALUE  for connections with bind.COLUMN=VALUE: only items with such keys
                  --table NAME         the table, where the mapping does not name it
                  --region REGION      its region, and --account its account; * without them
                  --partition NAME     aws, or aws-cn, aws-us-gov
                  --keys, --index      the table's keys and indexes where the mapping does not say them,
                                       as describe has them

                The policy goes to standard output, what it does not allow of the mapping to standard error.
                """;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, IOException {
        ToolArguments given = ToolArguments.parse(
                arguments,
                Set.of(TABLE, REGION, ACCOUNT, PARTITION, KEYS),
                Set.of(BIND, INDEX),
                Set.of(READ_ONLY, CREATE, NO_SCAN));
        String location = given.plain("MAPPING").get(0);
        AccessPolicy.Grant grant = new AccessPolicy.Grant(
                checked(given, PARTITION).orElse("aws"),
                checked(given, REGION).orElse(ANY),
                checked(given, ACCOUNT).orElse(ANY),
                given.has(READ_ONLY),
                !given.has(NO_SCAN),
                given.has(CREATE),
                bound(given.all(BIND)));
        try {
            AccessPolicy.Text policy = AccessPolicy.of(catalog(location, given), grant);
            policy.notes().forEach(console.err()::println);
            console.out().print(policy.json());
            return true;
        } catch (DriverException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Optional<String> checked(ToolArguments given, String option) throws UsageException {
        Optional<String> value = given.option(option);
        Pattern form = FORMS.get(option);
        if (value.isPresent() && form != null && !form.matcher(value.get()).matches()) {
            throw new UsageException("Option " + option + ": not such a name: " + value.get());
        }
        return value;
    }

    private static Map<String, String> bound(List<String> options) throws UsageException {
        Map<String, String> bound = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1 || equals == option.length() - 1) {
                throw new UsageException("Option " + BIND + ": expected COLUMN=VALUE, found " + option);
            }
            if (bound.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
                throw new UsageException("Option " + BIND + ": " + option.substring(0, equals) + " is given twice");
            }
        }
        return bound;
    }

    private static Catalog catalog(String location, ToolArguments given) throws UsageException {
        Mapping mapping = MappingLoader.load(location);
        Optional<String> name = checked(given, TABLE).or(mapping::tableName);
        if (name.isEmpty()) {
            throw new UsageException("The mapping " + location + " names no table; give " + TABLE);
        }
        GivenKeys keys = new GivenKeys(given.option(KEYS).orElse(null), given.all(INDEX));
        if (keys.hasKeys()) {
            return mapping.bind(keys.table(name.get()));
        }
        Optional<TableSchema> expected = mapping.expectedTable(name.get());
        if (expected.isEmpty()) {
            throw new UsageException("The mapping " + location + " does not say the keys of its table; give " + KEYS
                    + " and " + INDEX + ", or write them into the mapping, as \"physical\"");
        }
        return mapping.bind(keys.withIndexes(expected.get()));
    }
}
