package org.liandong.ecommerceimport.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.simulator.Simulator.Plan;

/// What the tests of the simulator share.
final class SimulatedDay {

    static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static final String SIGNATURE_POLICY = "signature@2018-01-01.dmn";

    private SimulatedDay() {}

    record Sent(String name, Instant at, byte[] content) {}

    /// A day without flaws.
    static Plan sound(long parcels) {
        return new Plan(parcels, 7, Map.of(), false, DAY);
    }

    static List<Sent> documents(Plan plan, Signing signing) {
        List<Sent> sent = new ArrayList<>();
        new Simulator(signing)
                .run(plan, (name, at, content) -> sent.add(new Sent(name, at, content)));
        return sent;
    }

    /// A signature of the right place and form that nobody can verify.
    static final Signing UNVERIFIABLE =
            (_, message) -> {
                String xml = new String(message, StandardCharsets.UTF_8);
                int end = xml.lastIndexOf("</");
                return (xml.substring(0, end)
                                + "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>"
                                + xml.substring(end))
                        .getBytes(StandardCharsets.UTF_8);
            };

    /// The policy of an office that takes signatures that it cannot verify: so the days are decided by all other checks.
    static Map<String, byte[]> trustingPolicy() {
        String policy =
                new String(
                        new ImportModule().resources().get(SIGNATURE_POLICY),
                        StandardCharsets.UTF_8);
        int rule = policy.indexOf("\"UNVERIFIABLE\"</text>");
        int outcome = policy.indexOf("\"officer\"", rule);
        return Map.of(
                SIGNATURE_POLICY,
                (policy.substring(0, outcome)
                                + "\"pass\""
                                + policy.substring(outcome + "\"officer\"".length()))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
