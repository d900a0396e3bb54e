package org.liandong.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.page.ServicePage;

/// A service as a deployment finds it, with `ServiceLoader`: everything an engine needs to run it.
///
/// A service is built from its *resources*: rules, reference tables and settings, by name. The engine keeps every
/// set of resources that was in force, so that a case can be replayed under the rules of its day.
///
/// @param <S> the state of a case
/// @param <F> the facts of the service
public interface ServiceModule<S, F> {

    /// Lower-case name, such as `ecommerce-import`.
    String name();

    /// Type of the state, for storing it.
    Class<S> stateType();

    /// The sealed interface of the facts, for storing them.
    Class<F> factType();

    /// Those of the facts that cases tell each other and that are never taken from outside.
    Class<? extends F> internalType();

    /// The ledger assets that the service uses.
    List<Asset> assets();

    /// The resources that are shipped: name to content. An operator's own replace those of the same name.
    Map<String, byte[]> resources();

    /// The service under a set of resources.
    ///
    /// @param rules makes the decision tables out of the resources that end in `.dmn`
    /// @throws IllegalArgumentException when a resource cannot be used; says which, where and why
    Service<S, F> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules);

    /// The formats that the service reads besides facts as JSON.
    ///
    /// @param secret the key of keyed hashes over personal numbers
    /// @param time   the time at which documents are read: certificates have a validity
    default List<Format<F>> formats(
            Map<String, byte[]> resources, byte[] secret, InstantSource time) {
        return List.of();
    }

    /// A message as the bytes that are sent; without a published format as JSON.
    ///
    /// @param id stable number of the message in the outbox
    /// @param at when it was written
    default byte[] write(Message message, long id, Instant at) {
        return JsonMessage.write(name(), message, id, at);
    }

    /// An officer's reply to a task of a case as the fact that the case takes; null when such a case has no tasks.
    default @Nullable F reply(CaseKey key, Reply reply) {
        return null;
    }

    /// Fields of facts, decisions and messages that hold the name of a person. Telephones, addresses and identity numbers are
    /// known by the end of their names.
    default Set<String> personNames() {
        return Set.of();
    }

    /// What the service calls its things, in a language: `group.name`, such as `status.released`, `clock.payment-window` or
    /// `check.P1`. They lie beside the module in `words_en.properties` and `words_zh.properties`; an argument is `{0}`, an
    /// apostrophe is written twice. Outside `check` and `stands`, services that use the same name mean the same.
    default ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle(
                getClass().getPackageName() + ".words",
                locale,
                getClass().getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// What is wrong with something received, in words of a language; null when the problem was not found by a format of
    /// this service.
    default @Nullable String inWords(Problem problem, Locale locale) {
        return null;
    }

    /// What the service keeps that is limited and watched; empty when there is nothing.
    default List<Quotas> quotas() {
        return List.of();
    }

    /// Where those cases can stand that the service is there for; at all others stand the cases around them, such as guarantees.
    /// Empty when all cases are of one kind.
    default Set<String> mainStatuses() {
        return Set.of();
    }

    /// Pages that the service brings itself, in the order in which they are offered.
    ///
    /// @param rules as in [#service]
    default List<ServicePage<S>> pages(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return List.of();
    }

    /// A made-up day of the service, for trials; null when there is none.
    default @Nullable Simulation simulation() {
        return null;
    }
}
