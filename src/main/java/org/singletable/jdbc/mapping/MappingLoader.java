package org.singletable.jdbc.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Loads mapping files (docs/mapping.md). */
public final class MappingLoader {
    private static final String CLASSPATH = "classpath:";

    /** Stands for the table's name while only its shape matters. */
    private static final String UNNAMED = "table";

    /** Of a file: far more than a mapping, and far less than a device that never ends. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private MappingLoader() {}

    /**
     * Loads a mapping file.
     *
     * @param location {@code classpath:} and a resource's path, or the path of a file
     * @throws DriverException 08001 where it cannot be read
     * @throws MappingException with all that is wrong in it
     */
    public static Mapping load(String location) {
        byte[] bytes = location.startsWith(CLASSPATH) ? readResource(location) : readFile(location);
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(json, location);
        } catch (CharacterCodingException e) {
            throw new DriverException(
                    SqlState.CANNOT_CONNECT, "mapping " + location + " is not UTF-8 text; save it as UTF-8", e);
        }
    }

    /**
     * Reads the text of a mapping.
     *
     * @param sourceName where it comes from, for messages
     * @throws MappingException with all that is wrong in it
     */
    public static Mapping parse(String json, String sourceName) {
        Problems problems = new Problems(sourceName);
        MappingReader reader = new MappingReader(problems);
        Optional<MappingDeclaration> read = reader.read(json);
        if (read.isEmpty()) {
            problems.throwIfAny();
            throw new IllegalStateException("a text that gave no mapping gave no problem either");
        }
        MappingDeclaration mapping = read.get();
        MappingDeclaration longForm = checked(mapping, reader, problems);
        problems.throwIfAny();
        return new LoadedMapping(sourceName, longForm);
    }

    private static MappingDeclaration checked(MappingDeclaration mapping, MappingReader reader, Problems problems) {
        Set<String> unsound = new HashSet<>(reader.withBadColumns());
        Set<String> names = mapping.entities().stream()
                .map(EntityDeclaration::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        MappingDeclaration longForm = with(mapping, new ShortForm(mapping.entities(), unsound, problems).rewrite());
        EntityChecks checks = new EntityChecks(longForm, names, problems);
        List<EntityDeclaration> sound = longForm.entities().stream()
                .filter(entity -> !unsound.contains(entity.name()))
                .filter(entity -> {
                    int before = problems.reports();
                    checks.check(entity);
                    return problems.reports() == before && !reader.broken().contains(entity.name());
                })
                .toList();
        MappingDeclaration bindable = with(longForm, sound);
        new ExpectedTable(bindable, problems)
                .schema(UNNAMED)
                .ifPresent(table -> new CatalogBinder(bindable, table, problems).bind());
        return longForm;
    }

    private static MappingDeclaration with(MappingDeclaration mapping, List<EntityDeclaration> entities) {
        return new MappingDeclaration(
                mapping.table(), mapping.physical(), mapping.laidOut(), entities, mapping.ignore());
    }

    private static byte[] readFile(String location) {
        try (InputStream file = Files.newInputStream(Path.of(location))) {
            return read(file, location);
        } catch (NoSuchFileException e) {
            throw new DriverException(
                    SqlState.CANNOT_CONNECT,
                    "mapping file " + location + " does not exist (looked for "
                            + Path.of(location).toAbsolutePath()
                            + "); give its path, or classpath: and a resource's path",
                    e);
        } catch (IOException | InvalidPathException e) {
            throw new DriverException(
                    SqlState.CANNOT_CONNECT, "mapping file " + location + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] read(InputStream source, String location) throws IOException {
        byte[] bytes = source.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new DriverException(
                    SqlState.CANNOT_CONNECT,
                    "mapping " + location + " is no mapping: it has more than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static byte[] readResource(String location) {
        String path = location.substring(CLASSPATH.length());
        String name = path.startsWith("/") ? path.substring(1) : path;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try (InputStream resource = open(name, context)) {
            if (resource == null) {
                throw new DriverException(
                        SqlState.CANNOT_CONNECT,
                        "mapping resource " + name + " is not on the class path; give " + CLASSPATH
                                + " and its path, or the path of a file");
            }
            return read(resource, location);
        } catch (IOException e) {
            throw new DriverException(
                    SqlState.CANNOT_CONNECT, "mapping resource " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable InputStream open(String name, @Nullable ClassLoader context) {
        InputStream resource = context == null ? null : context.getResourceAsStream(name);
        return resource != null
                ? resource
                : MappingLoader.class.getClassLoader().getResourceAsStream(name);
    }
}
