package org.liandong.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The resources that a service is packed with.
public final class Shipped {

    private static final String RULES = "rules/";

    private Shipped() {}

    /// The decision tables that `rules/index.txt` lists, one a line, and other files, by name.
    ///
    /// @param beside the class beside which they lie
    /// @throws IllegalStateException when one was not packed
    public static Map<String, byte[]> resources(Class<?> beside, String... others) {
        Map<String, byte[]> resources = new TreeMap<>();
        new String(resource(beside, RULES + "index.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .forEach(file -> resources.put(file, resource(beside, RULES + file)));
        for (String other : others) {
            resources.put(other, resource(beside, other));
        }
        return resources;
    }

    private static byte[] resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The service was packed without its resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The resource %s cannot be read.".formatted(name), e);
        }
    }
}
