package org.liandong.app.server.sheets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.Caller;
import org.liandong.engine.States;
import org.liandong.engine.StoreReading;
import org.liandong.engine.Views;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.ServicePage;
import org.liandong.kernel.page.Sheet;

/// The pages of all services, under the rules that are in force.
public final class ServicePages {

    private final Map<String, List<Page>> pages = new TreeMap<>();

    /// @param overrides an operator's own resources by service
    public ServicePages(Map<String, Map<String, byte[]>> overrides) {
        for (ServiceModule<?, ?> module : Wiring.services()) {
            pages.put(module.name(), of(module, overrides.getOrDefault(module.name(), Map.of())));
        }
    }

    private static <S> List<Page> of(ServiceModule<S, ?> module, Map<String, byte[]> overrides) {
        Map<String, byte[]> resources = new HashMap<>(module.resources());
        resources.putAll(overrides);
        States<S> states = States.of(module);
        List<Page> made = new ArrayList<>();
        for (ServicePage<S> page : module.pages(resources, Wiring::rules)) {
            made.add(
                    new Page(
                            module.name(),
                            page,
                            (views, owners, arguments, at) ->
                                    page.show(
                                            arguments,
                                            new StoreReading<>(views, states, owners, at))));
        }
        return List.copyOf(made);
    }

    /// The pages of a service, in the order in which they are offered.
    private List<Page> of(String service) {
        return pages.getOrDefault(service, List.of());
    }

    /// The pages of a service that somebody may open: whoever works on its cases. They tell of no more than those.
    public List<Page> seenBy(Caller caller, String service) {
        return caller.sight().covers(service) ? of(service) : List.of();
    }

    /// A page that somebody may open, or null when there is none of that name.
    public @Nullable Page page(Caller caller, String service, String name) {
        return seenBy(caller, service).stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private interface Shows {
        Sheet sheet(Views views, List<String> owners, Arguments arguments, Instant at);
    }

    /// A page of a service.
    public static final class Page {

        private final String service;
        private final ServicePage<?> page;
        private final Shows shows;

        private Page(String service, ServicePage<?> page, Shows shows) {
            this.service = service;
            this.page = page;
            this.shows = shows;
        }

        public String service() {
            return service;
        }

        public String name() {
            return page.name();
        }

        public List<Parameter> parameters() {
            return page.parameters();
        }

        /// Whether something is asked for that no address can hold.
        public boolean isSent() {
            return parameters().stream().anyMatch(p -> p.kind() == Parameter.Kind.SERIES);
        }

        /// The arguments under which it tells of a case; empty when it tells nothing of one.
        public Map<String, String> about(String caseKey) {
            return page.about(caseKey);
        }

        /// What it says of the cases that the caller may see.
        ///
        /// @param at when it is shown
        public Sheet sheet(Views views, Caller caller, Arguments arguments, Instant at) {
            return shows.sheet(views, caller.owners(service), arguments, at);
        }

        /// The key of one of its words.
        public String word(String name) {
            return "sheet." + name() + "." + name;
        }
    }
}
