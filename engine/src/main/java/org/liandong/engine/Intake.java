package org.liandong.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.engine.NodeResult.Result;
import org.liandong.engine.Rows.ResourceRow;
import org.liandong.engine.Rows.SetAside;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Problem;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Asset;

/// The way in: services under their resources, the formats they read, and how a document that was read is applied.
final class Intake {

    private final Engine.Settings settings;
    private final Map<String, Running<?, ?>> services = new LinkedHashMap<>();
    private final List<Reader<?, ?>> readers = new ArrayList<>();
    private final Vault vault;

    private record Reader<S, F>(Running<S, F> running, Format<F> format) {}

    record Decoded<S, F>(
            Running<S, F> running, Format.Reading<F> reading, List<Body> bodies, Vault.Kept kept) {}

    record Body(JsonText json, Hash hash) {}

    Intake(Engine.Settings settings) {
        this.settings = settings;
        this.vault = new Vault(settings.secret());
        for (ServiceModule<?, ?> module : settings.modules()) {
            services.put(module.name(), new Running<>(module, settings.rules()));
        }
    }

    Map<String, Running<?, ?>> services() {
        return services;
    }

    /// The assets of all services; two services may name the same one.
    List<Asset> assets() {
        return settings.modules().stream().flatMap(m -> m.assets().stream()).distinct().toList();
    }

    /// Starts the services under the operator's resources; a change of resources becomes an entry of the trail.
    void configure(Store store, Applier applier) {
        for (Running<?, ?> running : services.values()) {
            Map<String, byte[]> resources = new TreeMap<>(running.module().resources());
            resources.putAll(settings.overrides().getOrDefault(running.name(), Map.of()));
            Map<String, String> hashes = new TreeMap<>();
            resources.forEach((name, content) -> hashes.put(name, Hash.sha256(content).toString()));
            List<TrailEntry> last =
                    store.query(
                            Tables.TRAIL,
                            "where seq = (select max(seq) from trail where kind = 'CONFIGURED' and service = ?)",
                            running.name());
            configure(running, resources);
            if (last.isEmpty() || !last.getFirst().body().text().equals(Json.text(hashes))) {
                // A store that has begun keeps its time: clocks that are due run out before
                // anything is done later.
                if (last.isEmpty()) {
                    applier.moveTo(settings.time().instant());
                }
                applier.configured(running, resources);
            }
        }
    }

    /// Starts a service under resources that may not be today's.
    <S, F> void configure(Running<S, F> running, Map<String, byte[]> resources) {
        running.configure(resources);
        readers.removeIf(reader -> reader.running() == running);
        JsonFacts<F> facts =
                new JsonFacts<>(
                        running.name(),
                        running.module().factType(),
                        running.module().internalType());
        // A table is known by its header; formats of services may take for theirs whatever is no
        // JSON.
        readers.add(new Reader<>(running, new CsvFacts<>(facts)));
        for (Format<F> format : running.formats(resources, settings.secret(), settings.time())) {
            readers.add(new Reader<>(running, format));
        }
        readers.add(new Reader<>(running, facts));
    }

    /// The resources that an entry of the trail speaks of.
    static Map<String, byte[]> resources(Store store, TrailEntry configured) {
        Map<String, byte[]> resources = new TreeMap<>();
        Json.mapper()
                .readTree(configured.body().bytes())
                .properties()
                .forEach(e -> {
                    Hash hash = Hash.of(HexFormat.of().parseHex(e.getValue().asString()));
                    ResourceRow row = store.read(Tables.RESOURCE, hash);
                    if (row == null || !Hash.sha256(row.content()).equals(hash)) {
                        throw new StoreFailure(
                                StoreFailure.Code.LOST,
                                List.of(
                                        e.getKey(),
                                        configured.service(),
                                        Long.toString(configured.seq())),
                                "The store has lost the resource '%s' of %s (entry %d)."
                                        .formatted(
                                                e.getKey(), configured.service(), configured.seq()),
                                null);
                    }
                    resources.put(e.getKey(), row.content());
                });
        return resources;
    }

    /// Reads a document. May run on many threads at once.
    Decoded<?, ?> decode(byte[] content) {
        Problem mistaken = Mistaken.problem(content);
        if (mistaken != null) {
            return unread(readers.getFirst(), content, mistaken);
        }
        for (Reader<?, ?> reader : readers) {
            if (reader.format().recognises(content)) {
                return decode(reader, content);
            }
        }
        // Nobody knows it: the first format of a service says what is wrong.
        return decode(readers.get(1), content);
    }

    private <S, F> Decoded<S, F> unread(Reader<S, F> reader, byte[] content, Problem problem) {
        return new Decoded<>(
                reader.running(),
                new Format.Reading<>("unknown", List.of(), List.of(problem), List.of()),
                List.of(),
                vault.keep(content));
    }

    private <S, F> Decoded<S, F> decode(Reader<S, F> reader, byte[] content) {
        Format.Reading<F> reading = reader.format().read(content);
        List<Body> bodies = new ArrayList<>(reading.nodes().size());
        for (Format.Node<F> node : reading.nodes()) {
            F fact = node.fact();
            bodies.add(fact == null ? new Body(JsonText.NONE, Hash.of(new byte[0])) : body(fact));
        }
        return new Decoded<>(reader.running(), reading, bodies, vault.keep(content));
    }

    static Body body(Object fact) {
        JsonText json = JsonText.of(fact);
        return new Body(json, Hash.sha256(json.bytes()));
    }

    /// Applies a document that was read: each node on its own.
    <S, F> DocumentResult apply(
            Applier applier, String name, Decoded<S, F> decoded, Admission admission) {
        Format.Reading<F> reading = decoded.reading();
        Running<S, F> running = decoded.running();
        long document = applier.document(name, reading.type(), decoded.kept());
        if (!reading.problems().isEmpty()) {
            applier.setAside(
                    document,
                    running.name(),
                    0,
                    reading.type(),
                    null,
                    SetAside.UNREADABLE,
                    reading.problems(),
                    // Nobody is answered in the name of somebody else.
                    admission.refusal(running.name(), reading.type(), null) == null
                            ? reading.replies()
                            : List.of());
        }
        applier.expect(running, reading.nodes());
        List<NodeResult> results = new ArrayList<>(reading.nodes().size());
        for (int i = 0; i < reading.nodes().size(); i++) {
            Format.Node<F> node = reading.nodes().get(i);
            Problem refusal =
                    admission.refusal(
                            running.name(),
                            node.type(),
                            node.id() == null ? null : node.id().source());
            if (refusal != null) {
                applier.setAside(
                        document,
                        running.name(),
                        i + 1,
                        node.type(),
                        node.id(),
                        SetAside.FORBIDDEN,
                        List.of(refusal),
                        List.of());
                results.add(rejected(node, List.of(refusal)));
            } else if (node.fact() == null) {
                applier.setAside(
                        document,
                        running.name(),
                        i + 1,
                        node.type(),
                        node.id(),
                        SetAside.UNREADABLE,
                        node.problems(),
                        node.replies());
                results.add(rejected(node, node.problems()));
            } else {
                Body body = decoded.bodies().get(i);
                results.add(applier.fact(running, node, body.json(), body.hash(), document, i + 1));
            }
        }
        return new DocumentResult(name, reading.type(), reading.problems(), results);
    }

    private static NodeResult rejected(Format.Node<?> node, List<Problem> problems) {
        FactId id = node.id();
        return new NodeResult(
                node.type(),
                id == null ? null : id.source(),
                id == null ? null : id.id(),
                Result.REJECTED,
                null,
                problems,
                node.warnings());
    }

    /// A format must not throw for what the bytes contain; if one does, the document is set aside like any other.
    DocumentResult undecodable(Applier applier, String name, byte[] content, Throwable cause) {
        Problem problem =
                Problem.of(
                        "UNREADABLE",
                        "The document could not be read (%s: %s). It is kept; report it."
                                .formatted(cause.getClass().getSimpleName(), cause.getMessage()),
                        cause.getClass().getSimpleName(),
                        String.valueOf(cause.getMessage()));
        long document = applier.document(name, "unknown", vault.keep(content));
        applier.setAside(
                document,
                readers.getFirst().running().name(),
                0,
                "unknown",
                null,
                SetAside.UNREADABLE,
                List.of(problem),
                List.of());
        return new DocumentResult(name, "unknown", List.of(problem), List.of());
    }
}
