package org.liandong.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.TypeName;
import tools.jackson.databind.ObjectReader;

/// The states of a service's cases, as they are stored.
///
/// @param <S> their type
public final class States<S> {

    private final String service;
    private final Class<S> type;
    private final Map<String, ObjectReader> readers = new LinkedHashMap<>();

    private States(ServiceModule<S, ?> module) {
        this.service = module.name();
        this.type = module.stateType();
        if (type.isSealed()) {
            Json.types(type)
                    .forEach((name, each) -> readers.put(name, Json.states().readerFor(each)));
        } else {
            readers.put(TypeName.of(type), Json.states().readerFor(type));
        }
    }

    public static <S> States<S> of(ServiceModule<S, ?> module) {
        return new States<>(module);
    }

    String service() {
        return service;
    }

    S of(CaseRow row) {
        return row.state().read(type, readers.get(row.stateType()));
    }
}
