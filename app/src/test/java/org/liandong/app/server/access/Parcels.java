package org.liandong.app.server.access;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.liandong.app.server.RunningServer;
import org.liandong.ecommerceimport.simulator.MadeUpCertificates;
import org.liandong.ecommerceimport.simulator.Signing;
import org.liandong.ecommerceimport.simulator.Simulator;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;

/// A few parcels on a running server, whose messages a test may change before they are signed.
public final class Parcels {

    private Parcels() {}

    /// Takes in a day.
    ///
    /// @param change what each message becomes
    /// @return what became of the documents
    public static List<DocumentResult> send(
            RunningServer running, long seed, UnaryOperator<String> change) {
        Signing real = MadeUpCertificates.ofTrials().signing();
        Signing changed =
                (code, message) ->
                        real.sign(
                                code,
                                change.apply(new String(message, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8));
        List<DocumentResult> results = new ArrayList<>();
        new Simulator(changed)
                .run(
                        Simulator.Plan.of(2, seed, 0, false, LocalDate.of(2026, 3, 2)),
                        (name, at, content) -> {
                            try {
                                results.add(
                                        running.part(Engine.class)
                                                .submit(name, content)
                                                .get(30, TimeUnit.SECONDS));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        return results;
    }

    /// A case that the documents brought facts to.
    public static String aCase(List<DocumentResult> results) {
        return results.stream()
                .filter(result -> result.type().contains("311"))
                .flatMap(result -> result.nodes().stream())
                .map(node -> node.caseKey())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
