package org.liandong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.simulator.MadeUpCertificates;
import org.liandong.ecommerceimport.simulator.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Writes the documents of a simulated day, one file each, named in the order of their arrival. The same seed writes the
/// same bytes. What the day must come to stands beside them in `.expected.json`.
@Command(name = "simulate")
final class SimulateCommand implements Callable<Integer> {

    @ParentCommand private Main main;

    @Parameters(paramLabel = "SERVICE", descriptionKey = "simulate.service")
    private String service;

    @Option(
            names = "--parcels",
            required = true,
            paramLabel = "N",
            descriptionKey = "simulate.parcels")
    private long parcels;

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
        if (!service.equals(ImportModule.NAME)) {
            throw Fault.wrongUse(texts.get("simulate.unknown", service, ImportModule.NAME));
        }
        Simulator.Plan plan;
        try {
            plan = Simulator.Plan.of(parcels, seed, errors, shuffle, day);
        } catch (IllegalArgumentException e) {
            throw Fault.wrongUse(String.valueOf(e.getMessage()));
        }
        Files.createDirectories(out);
        Simulator.Expectation expected =
                new Simulator(MadeUpCertificates.ofTrials().signing())
                        .run(plan, (name, at, content) -> write(out.resolve(name), content));
        Files.writeString(out.resolve(".expected.json"), expected.toJson());
        main.terminal()
                .out()
                .println(
                        texts.get(
                                "simulate.done",
                                Texts.count(expected.documents()),
                                Texts.count(expected.parcels()),
                                out.toString()));
        return Main.DONE;
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be written.".formatted(file), e);
        }
    }
}
