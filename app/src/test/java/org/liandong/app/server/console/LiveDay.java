package org.liandong.app.server.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.liandong.app.server.RunningServer;
import org.liandong.dutyguarantee.simulator.GuaranteeSimulation;
import org.liandong.ecommerceimport.simulator.MadeUpCertificates;
import org.liandong.ecommerceimport.simulator.Simulator;
import org.liandong.engine.OfficeTime;
import org.liandong.kernel.Simulation;
import org.liandong.pledgefinance.simulator.PledgeSimulation;
import org.liandong.warehousereceipt.simulator.YardSimulation;

/// A simulated day that was sent to a server through its own form, so that pages have something to show.
final class LiveDay {

    private static final String BOUNDARY = "liandong-test";
    private static final int PARCELS = 150;
    private static final int DECLARATIONS = 60;
    private static final int LOTS = 60;
    private static final int FINANCINGS = 40;
    private static final int FILES = 20;

    private static boolean sent;

    private record File(String name, byte[] content) {}

    private LiveDay() {}

    /// Sends the day once to the server that all tests share.
    static synchronized void sendTo(RunningServer server) {
        if (sent) {
            return;
        }
        List<File> files = new ArrayList<>();
        Simulator.Plan plan =
                Simulator.Plan.of(PARCELS, 7, 0.2, true, LocalDate.now(OfficeTime.ZONE));
        new Simulator(MadeUpCertificates.ofTrials().signing(), 0)
                .run(
                        plan,
                        (String name, Instant _, byte[] content) ->
                                files.add(new File(name, content)));
        new GuaranteeSimulation()
                .run(
                        new Simulation.Plan(
                                DECLARATIONS, 7, 0.2, true, LocalDate.now(OfficeTime.ZONE)),
                        (name, _, content) -> files.add(new File(name, content)));
        new YardSimulation()
                .run(
                        new Simulation.Plan(LOTS, 11, 0.3, true, LocalDate.now(OfficeTime.ZONE)),
                        (name, _, content) -> files.add(new File(name, content)));
        new PledgeSimulation()
                .run(
                        new Simulation.Plan(
                                FINANCINGS, 13, 0.2, false, LocalDate.now(OfficeTime.ZONE)),
                        (name, _, content) -> files.add(new File(name, content)));
        for (int from = 0; from < files.size(); from += FILES) {
            List<File> some = files.subList(from, Math.min(files.size(), from + FILES));
            var answer =
                    server.post(
                            "/upload",
                            "multipart/form-data; boundary=" + BOUNDARY,
                            multipart(some));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        }
        sent = true;
    }

    private static byte[] multipart(List<File> files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (File file : files) {
            body.writeBytes(
                    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                            .formatted(BOUNDARY, file.name())
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
