package org.liandong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Engine;
import org.liandong.kernel.Rules;
import org.liandong.kernel.ServiceModule;
import org.liandong.rules.DmnRules;
import org.liandong.rules.RuleSource;

/// Puts services, rules, key, time and store together.
public final class Wiring {

    private static final List<ServiceModule<?, ?>> MODULES = modules();

    private Wiring() {}

    private static List<ServiceModule<?, ?>> modules() {
        List<ServiceModule<?, ?>> modules = new ArrayList<>();
        for (ServiceModule<?, ?> module : ServiceLoader.load(ServiceModule.class)) {
            modules.add(module);
        }
        modules.sort(java.util.Comparator.comparing(ServiceModule::name));
        return List.copyOf(modules);
    }

    /// The services of this deployment, by name.
    public static List<ServiceModule<?, ?>> services() {
        return MODULES;
    }

    /// The service of a name, or null.
    public static @Nullable ServiceModule<?, ?> service(String name) {
        return MODULES.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    }

    public static List<String> names() {
        return MODULES.stream().<String>map(ServiceModule::name).toList();
    }

    /// Settings of an engine.
    ///
    /// @param keys   folder of the identity key
    /// @param config folder with an operator's own resources, `service/name`, or null
    public static Engine.Settings settings(
            String store, Path keys, @Nullable Path config, InstantSource time) {
        return new Engine.Settings(
                store,
                MODULES,
                config == null ? Map.of() : overrides(config),
                Wiring::rules,
                IdentityKey.in(keys),
                time,
                // One processor is the writer's.
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /// The decision tables among resources. Each is compiled when it is first asked, as the DMN engine takes a second to
    /// start.
    public static Rules rules(Map<String, byte[]> resources) {
        List<RuleSource> sources = new ArrayList<>();
        resources.forEach((name, content) -> {
            if (name.endsWith(".dmn")) {
                sources.add(RuleSource.of(name, content));
            }
        });
        return DmnRules.of(sources);
    }

    private static Map<String, Map<String, byte[]>> overrides(Path config) {
        Map<String, Map<String, byte[]>> overrides = new HashMap<>();
        try (Stream<Path> folders = Files.list(config)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                String service = folder.getFileName().toString();
                if (service(service) == null) {
                    throw Fault.wrongUse(
                            "config.folder", folder.toString(), String.join(", ", names()));
                }
                Map<String, byte[]> resources = new TreeMap<>();
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.sorted().toList()) {
                        if (Files.isRegularFile(file) && !Files.isHidden(file)) {
                            resources.put(file.getFileName().toString(), Files.readAllBytes(file));
                        }
                    }
                }
                overrides.put(service, resources);
            }
        } catch (IOException e) {
            throw Fault.wrongUse("config.unreadable", config.toString(), e);
        }
        return overrides;
    }
}
