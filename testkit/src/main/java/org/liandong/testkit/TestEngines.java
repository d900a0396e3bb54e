package org.liandong.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.liandong.engine.Engine;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.OfficeTime;
import org.liandong.kernel.Rules;
import org.liandong.kernel.ServiceModule;
import org.liandong.rules.DmnRules;
import org.liandong.rules.RuleSource;

/// Engines for tests.
public final class TestEngines {

    /// Key of keyed hashes in tests. Real ones are random and secret.
    public static final byte[] SECRET = "a secret of tests only".getBytes(StandardCharsets.UTF_8);

    private static final Instant BEGINS = Instant.parse("2026-03-01T00:00:00Z");

    // Compiling tables takes a second; the same tables are compiled once.
    private static final Map<String, Rules> COMPILED = new ConcurrentHashMap<>();

    private TestEngines() {}

    /// The decision tables among resources.
    public static final Function<Map<String, byte[]>, Rules> RULES =
            resources -> {
                List<RuleSource> sources = new ArrayList<>();
                StringBuilder fingerprint = new StringBuilder();
                resources.forEach((name, content) -> {
                    if (name.endsWith(".dmn")) {
                        sources.add(RuleSource.of(name, content));
                        fingerprint.append(name).append(java.util.Arrays.hashCode(content));
                    }
                });
                return COMPILED.computeIfAbsent(fingerprint.toString(), _ -> DmnRules.of(sources));
            };

    /// Settings of an engine with one service.
    ///
    /// @param store     a folder or JDBC URL; unused by an engine in memory
    /// @param overrides resources that replace those of the service
    public static Engine.Settings settings(
            String store, ServiceModule<?, ?> module, Map<String, byte[]> overrides) {
        return settings(store, BEGINS, Map.of(module.name(), overrides), List.of(module));
    }

    private static Engine.Settings settings(
            String store,
            Instant begins,
            Map<String, Map<String, byte[]>> overrides,
            List<ServiceModule<?, ?>> modules) {
        return new Engine.Settings(store, modules, overrides, RULES, SECRET, () -> begins, 1);
    }

    /// An engine in memory with one service, under resources that replace its own.
    public static InlineEngine inMemory(ServiceModule<?, ?> module, Map<String, byte[]> overrides) {
        return InlineEngine.inMemory(settings("", module, overrides));
    }

    /// An engine in memory with several services, from an instant on.
    ///
    /// @param overrides resources that replace those of the first
    public static InlineEngine inMemory(
            Instant begins,
            Map<String, byte[]> overrides,
            ServiceModule<?, ?> module,
            ServiceModule<?, ?>... besides) {
        List<ServiceModule<?, ?>> modules = new ArrayList<>(List.of(besides));
        modules.addFirst(module);
        return InlineEngine.inMemory(
                settings("", begins, Map.of(module.name(), overrides), modules));
    }

    /// Noon of a day in the zone of the offices.
    public static Instant noon(String day) {
        return LocalDate.parse(day).atTime(LocalTime.NOON).atZone(OfficeTime.ZONE).toInstant();
    }
}
