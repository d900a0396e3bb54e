package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Foreseen;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Command;
import org.liandong.testkit.TestEngines;

/// What a list is foreseen to look up is what its step looks up: a guess that misses would only be slow, so nothing else would
/// tell.
class ForeseenTest {

    private static final LocalDate TODAY = LocalDate.parse(Scenario.TODAY);

    private final Papers first = Papers.sound();
    private final Papers second = first.number("43");
    private final Listening service = new Listening();
    private final OfficeInMaps office = new OfficeInMaps(service);

    /// A parcel comes and is released.
    ///
    /// @return what its list was foreseen to look up; what it did look up has been heard
    private Foreseen released(Papers papers) {
        service.forget();
        papers.all().forEach(office::accept);
        assertThat(office.status(papers.key())).isEqualTo("released");
        return service.foreseen(papers.list(), TODAY);
    }

    @Test
    void theFirstParcelOfTheYearLooksUpWhatWasForeseen() {
        office.accept(Scenario.aGuarantee());
        Foreseen foreseen = released(first);
        assertThat(foreseen.claims()).containsExactlyElementsOf(service.claims);
        assertThat(foreseen.accounts()).containsExactlyInAnyOrderElementsOf(service.accounts);
        assertThat(foreseen.requests()).containsExactlyInAnyOrderElementsOf(service.requests);
    }

    @Test
    void theNextOfTheYearLooksUpNothingElse() {
        office.accept(Scenario.aGuarantee());
        released(first);
        Foreseen foreseen = released(second);
        assertThat(foreseen.claims()).containsExactlyElementsOf(service.claims);
        assertThat(foreseen.accounts()).containsExactlyInAnyOrderElementsOf(service.accounts);
        assertThat(foreseen.requests()).containsAll(service.requests).hasSizeGreaterThan(2);
    }

    /// The service, and what its steps have asked for. What all parcels share is in memory anyway and not noted.
    private static final class Listening implements Service<ImportCase, ImportFact> {

        private final Service<ImportCase, ImportFact> service;
        private final Set<Identifier> claims = new LinkedHashSet<>();
        private final Set<String> accounts = new TreeSet<>();
        private final Set<String> requests = new TreeSet<>();

        Listening() {
            ImportModule module = new ImportModule();
            service = module.service(module.resources(), TestEngines.RULES);
        }

        void forget() {
            claims.clear();
            accounts.clear();
            requests.clear();
        }

        private Step<ImportCase> heard(Step<ImportCase> step) {
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Ask(var command)) {
                    hear(command);
                } else if (effect instanceof Effect.Claim(var identifier, _)) {
                    claims.add(identifier);
                }
            }
            return step;
        }

        private void hear(Command command) {
            if (!command.key().contains("boundary/")) {
                requests.add(command.key());
            }
            switch (command) {
                case Command.Batch batch -> batch.members().forEach(this::hear);
                case Command.OpenAccount open -> hear(List.of(open.name()));
                case Command.Post post ->
                        post.legs().forEach(leg -> hear(List.of(leg.from(), leg.to())));
                default -> throw new AssertionError("A parcel is not expected to ask " + command);
            }
        }

        private void hear(List<String> names) {
            names.stream().filter(name -> !name.startsWith("boundary/")).forEach(accounts::add);
        }

        @Override
        public Linking linking(ImportFact fact) {
            return service.linking(fact);
        }

        @Override
        public Foreseen foreseen(ImportFact fact, LocalDate today) {
            return service.foreseen(fact, today);
        }

        @Override
        public ImportCase open(CaseKey key) {
            return service.open(key);
        }

        @Override
        public Step<ImportCase> on(ImportCase state, Fact<ImportFact> fact, Context context) {
            return heard(service.on(state, fact, context));
        }

        @Override
        public Step<ImportCase> answered(ImportCase state, Answer answer, Context context) {
            return heard(service.answered(state, answer, context));
        }

        @Override
        public Step<ImportCase> expired(ImportCase state, String clock, Context context) {
            return heard(service.expired(state, clock, context));
        }

        @Override
        public String status(ImportCase state) {
            return service.status(state);
        }
    }
}
