package org.liandong.engine;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Format;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import tools.jackson.databind.ObjectReader;

/// A service under the resources that are in force, with its types' way into JSON.
final class Running<S, F> {

    private final ServiceModule<S, F> module;
    private final Function<Map<String, byte[]>, Rules> rules;
    private final Map<String, ObjectReader> factReaders = new LinkedHashMap<>();
    private final States<S> states;
    private @Nullable Service<S, F> service;

    Running(ServiceModule<S, F> module, Function<Map<String, byte[]>, Rules> rules) {
        this.module = module;
        this.rules = rules;
        Json.types(module.factType())
                .forEach((name, type) -> factReaders.put(name, Json.reader(type)));
        this.states = States.of(module);
    }

    String name() {
        return module.name();
    }

    ServiceModule<S, F> module() {
        return module;
    }

    void configure(Map<String, byte[]> resources) {
        service = module.service(resources, rules);
    }

    Service<S, F> service() {
        if (service == null) {
            throw new IllegalStateException(
                    "The service %s was asked before it was configured.".formatted(name()));
        }
        return service;
    }

    List<Format<F>> formats(Map<String, byte[]> resources, byte[] secret, InstantSource time) {
        return module.formats(resources, secret, time);
    }

    F fact(String type, JsonText body) {
        ObjectReader reader = factReaders.get(type);
        if (reader == null) {
            throw new IllegalArgumentException(
                    "The service %s knows no fact of type '%s'.".formatted(name(), type));
        }
        return module.factType().cast(reader.readValue(body.bytes()));
    }

    boolean knows(String type) {
        return factReaders.containsKey(type);
    }

    S open(CaseKey key) {
        return service().open(key);
    }

    S state(CaseRow row) {
        return states.of(row);
    }

    F factOf(Object told) {
        return module.factType().cast(told);
    }
}
