package org.liandong.app;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;
import org.liandong.engine.Views.Found;
import org.liandong.engine.Views.OneCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Shows one case. The key may be any number that a person holds in hand.
@Command(name = "case")
final class CaseCommand implements Callable<Integer> {

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;

    @Parameters(paramLabel = "KEY", descriptionKey = "case.key")
    private String key;

    @Option(names = "--service", paramLabel = "NAME", descriptionKey = "cases.service")
    private @Nullable String service;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    CaseCommand() {}

    @Override
    public Integer call() {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        List<String> services = service == null ? Wiring.names() : List.of(service);
        if (service != null && Wiring.service(service) == null) {
            throw Fault.wrongUse("no.service", service, String.join(", ", Wiring.names()));
        }
        if (key.isBlank()) {
            throw Fault.wrongUse("case.blank");
        }
        try (Views views = store.views(terminal)) {
            List<Found> found = views.find(services, key.strip());
            List<Found> cases = found.stream().filter(f -> f.key() != null).toList();
            List<String> keys =
                    cases.stream().map(f -> f.service() + " " + f.key()).distinct().toList();
            if (keys.size() > 1) {
                terminal.err().println(texts.get("case.ambiguous", key));
                Columns columns = new Columns(List.of(), Set.of());
                cases.forEach(f ->
                        columns.row(
                                String.valueOf(f.key()),
                                texts.word("scheme", f.as()) + " " + f.value(),
                                f.service()));
                columns.print(terminal.err(), "  ", main.palette(), main.width());
                return Main.WRONG_USE;
            }
            if (keys.isEmpty()) {
                terminal.err()
                        .println(
                                found.isEmpty()
                                        ? texts.get("case.unknown", key)
                                        : texts.get(
                                                "case.parked",
                                                texts.word("scheme", found.getFirst().as()),
                                                found.getFirst().value()));
                return Main.WRONG_USE;
            }
            Found one = cases.getFirst();
            String name = String.valueOf(one.key());
            OneCase known = views.one(one.service(), name);
            if (known == null) {
                throw Fault.outside("case.gone", name);
            }
            if (json) {
                JsonLine.print(terminal.out(), CaseJson.of(known));
                return Main.DONE;
            }
            if (!one.as().equals("case")) {
                terminal.err()
                        .println(
                                main.palette()
                                        .faint(
                                                texts.get(
                                                        "case.found",
                                                        texts.word("scheme", one.as()),
                                                        one.value(),
                                                        name)));
            }
            new CaseText(known, texts, main.palette(), terminal.out(), main.width()).print();
        }
        return Main.DONE;
    }
}
