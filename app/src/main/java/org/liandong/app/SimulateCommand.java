package org.liandong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Writes the documents of a simulated day, one file each, named in the order of their arrival. The same seed writes the
/// same bytes. What the day must come to stands beside them in `.expected.json`.
@Command(name = "simulate")
final class SimulateCommand implements Callable<Integer> {

    // The number of a case has eight digits in its documents.
    private static final long CASES_MAX = 99_999_999;

    // From the first rules of retail import to where the numbers of the day still have two digits
    // for the year.
    private static final int YEAR_FIRST = 2016;
    private static final int YEAR_LAST = 2099;

    @ParentCommand private Main main;

    @Parameters(paramLabel = "SERVICE", descriptionKey = "simulate.service")
    private String service;

    // The first service counted parcels.
    @Option(
            names = {"--cases", "--parcels"},
            required = true,
            paramLabel = "N",
            descriptionKey = "simulate.cases")
    private long cases;

    @Option(names = "--seed", required = true, paramLabel = "K", descriptionKey = "simulate.seed")
    private long seed;

    @Option(
            names = "--errors",
            paramLabel = "RATE",
            defaultValue = "0",
            descriptionKey = "simulate.errors")
    private double errors;

    @Option(names = "--shuffle", descriptionKey = "simulate.shuffle")
    private boolean shuffle;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            defaultValue = "2026-03-02",
            descriptionKey = "simulate.day")
    private LocalDate day;

    @Option(names = "--out", required = true, paramLabel = "DIR", descriptionKey = "simulate.out")
    private Path out;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    SimulateCommand() {}

    @Override
    public Integer call() throws IOException {
        Texts texts = main.texts();
        Simulation simulation = simulation(service);
        Simulation.Plan plan = plan(cases, seed, errors, shuffle, day, 0);
        Files.createDirectories(out);
        Simulation.Expectation expected =
                simulation.run(plan, (name, _, content) -> write(out.resolve(name), content));
        Files.writeString(out.resolve(".expected.json"), expected.json());
        main.terminal()
                .out()
                .println(
                        texts.get(
                                "simulate.done",
                                texts.counted("document", expected.documents()),
                                texts.counted("case", expected.cases()),
                                out.toString()));
        return Main.DONE;
    }

    private static Simulation simulation(String service) {
        ServiceModule<?, ?> module = Wiring.service(service);
        Simulation simulation = module == null ? null : module.simulation();
        if (simulation == null) {
            throw Fault.wrongUse(
                    "simulate.unknown",
                    service,
                    String.join(
                            ", ",
                            Wiring.services().stream()
                                    .filter(each -> each.simulation() != null)
                                    .<String>map(ServiceModule::name)
                                    .toList()));
        }
        return simulation;
    }

    /// A day with the usual mixture of errors.
    static Simulation.Plan plan(
            long cases, long seed, double errors, boolean shuffle, LocalDate day, int hasty) {
        if (cases < 1 || cases > CASES_MAX) {
            throw Fault.wrongUse("simulate.count", Texts.count(CASES_MAX));
        }
        if (!(errors >= 0 && errors <= 1)) {
            throw Fault.wrongUse("simulate.rate", Double.toString(errors));
        }
        if (day.getYear() < YEAR_FIRST || day.getYear() > YEAR_LAST) {
            throw Fault.wrongUse(
                    "simulate.year",
                    day.toString(),
                    Integer.toString(YEAR_FIRST),
                    Integer.toString(YEAR_LAST));
        }
        return new Simulation.Plan(cases, seed, errors, shuffle, day, hasty);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be written.".formatted(file), e);
        }
    }
}
