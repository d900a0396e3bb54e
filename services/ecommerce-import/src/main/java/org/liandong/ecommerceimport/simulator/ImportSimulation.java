package org.liandong.ecommerceimport.simulator;

import java.util.HashMap;
import java.util.Map;
import org.liandong.kernel.Simulation;

/// The simulated day of retail imports with the usual mixture of flaws, signed by the authority of trials.
public final class ImportSimulation implements Simulation {

    @Override
    public long share(long cases) {
        return cases;
    }

    @Override
    public Expectation run(Plan plan, Sink sink) {
        Simulator.Expectation expected = simulator(plan).run(day(plan), sink);
        return new Expectation(expected.parcels(), expected.documents(), expected.toJson());
    }

    @Override
    public void afterwards(Plan plan, Iterable<Sent> sent, Sink sink) {
        // The list numbers that the office has given, by case.
        Map<String, String> numbers = new HashMap<>();
        for (Sent each : sent) {
            String number = each.message().head().get("invtNo");
            if (each.message().type().equals("CEB622") && number != null) {
                numbers.put(each.caseKey(), number);
            }
        }
        simulator(plan).secondAct(day(plan), numbers::get, sink);
    }

    private static Simulator simulator(Plan plan) {
        return new Simulator(MadeUpCertificates.ofTrials().signing(), plan.hasty());
    }

    private static Simulator.Plan day(Plan plan) {
        return Simulator.Plan.of(
                plan.cases(), plan.seed(), plan.errors(), plan.shuffle(), plan.day());
    }
}
