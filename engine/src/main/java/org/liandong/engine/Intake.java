package org.liandong.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.liandong.engine.Applier.Aside;
import org.liandong.engine.NodeResult.Result;
import org.liandong.engine.Rows.ResourceRow;
import org.liandong.engine.Rows.SetAside;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.Problem;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.XmlRoot;
import org.liandong.kernel.ledger.Asset;

/// The way in: services under their resources, the formats they read, and how a document that was read is applied.
final class Intake {

    private final Engine.Settings settings;
    private final Map<String, Running<?, ?>> services = new LinkedHashMap<>();
    private final List<Reader<?, ?>> readers = new ArrayList<>();
    private final JsonFacts json;
    private final CsvFacts csv;
    private final Vault vault;

    private record Reader<S, F>(Running<S, F> running, Format<F> format) {}

    /// A document that was read.
    ///
    /// @param running  the service in whose name it is kept where no node is
    /// @param problems what makes the whole document unreadable
    /// @param replies  messages that answer the document as a whole
    record Decoded(
            Running<?, ?> running,
            String type,
            List<Problem> problems,
            List<Message> replies,
            List<Part<?, ?>> parts,
            Vault.Kept kept) {}

    /// A node and the service that it is for.
    private record Part<S, F>(Running<S, F> running, Format.Node<F> node, Body body) {

        static <S, F> Part<S, F> of(Running<S, F> running, Format.Node<F> node) {
            F fact = node.fact();
            return new Part<>(running, node, fact == null ? Body.NONE : Intake.body(fact));
        }

        // What was read as a fact of the service's own types is one.
        static <S, F> Part<S, F> ofPlain(Running<S, F> running, Format.Node<?> node) {
            Object fact = node.fact();
            return of(
                    running,
                    new Format.Node<>(
                            node.type(),
                            node.id(),
                            fact == null ? null : running.factOf(fact),
                            node.problems(),
                            node.warnings(),
                            node.replies()));
        }
    }

    record Body(JsonText json, Hash hash) {
        private static final Body NONE = new Body(JsonText.NONE, Hash.of(new byte[0]));
    }

    Intake(Engine.Settings settings) {
        this.settings = settings;
        this.vault = new Vault(settings.secret());
        for (ServiceModule<?, ?> module : settings.modules()) {
            services.put(module.name(), new Running<>(module, settings.rules()));
        }
        Map<String, Map<String, Class<?>>> types = new LinkedHashMap<>();
        for (ServiceModule<?, ?> module : settings.modules()) {
            types.put(module.name(), JsonFacts.types(module.factType(), module.internalType()));
        }
        this.json = new JsonFacts(types);
        this.csv = new CsvFacts(json);
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
        for (Format<F> format : running.formats(resources, settings.secret(), settings.time())) {
            readers.add(new Reader<>(running, format));
        }
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
    Decoded decode(byte[] content) {
        Problem mistaken = Mistaken.problem(content);
        if (mistaken != null) {
            return unusable(mistaken, content);
        }
        // A table is known by its header; formats of services may take for theirs whatever is no
        // JSON.
        if (csv.recognises(content)) {
            return decode(csv, content);
        }
        for (Reader<?, ?> reader : readers) {
            if (reader.format().recognises(content)) {
                return decode(reader, content);
            }
        }
        if (XmlRoot.of(content) == null && json.recognises(content)) {
            return decode(json, content);
        }
        List<String> roots =
                readers.stream().flatMap(reader -> reader.format().roots().stream()).toList();
        return unusable(Unknown.problem(content, roots), content);
    }

    private Decoded unusable(Problem problem, byte[] content) {
        return new Decoded(
                first(), "unknown", List.of(problem), List.of(), List.of(), vault.keep(content));
    }

    private Running<?, ?> first() {
        return services.values().iterator().next();
    }

    private <S, F> Decoded decode(Reader<S, F> reader, byte[] content) {
        Format.Reading<F> reading = reader.format().read(content);
        List<Part<?, ?>> parts = new ArrayList<>(reading.nodes().size());
        reading.nodes().forEach(node -> parts.add(Part.of(reader.running(), node)));
        return new Decoded(
                reader.running(),
                reading.type(),
                reading.problems(),
                reading.replies(),
                parts,
                vault.keep(content));
    }

    private Decoded decode(PlainFacts facts, byte[] content) {
        PlainFacts.Read read = facts.read(content);
        List<Part<?, ?>> parts = new ArrayList<>(read.lines().size());
        for (PlainFacts.Line line : read.lines()) {
            parts.add(
                    Part.ofPlain(
                            Objects.requireNonNull(services.get(line.service())), line.node()));
        }
        Running<?, ?> running = parts.isEmpty() ? first() : parts.getFirst().running();
        return new Decoded(
                running, "facts", read.problems(), List.of(), parts, vault.keep(content));
    }

    static Body body(Object fact) {
        JsonText json = JsonText.of(fact);
        return new Body(json, Hash.sha256(json.bytes()));
    }

    /// Applies a document that was read: each node on its own.
    DocumentResult apply(Applier applier, String name, Decoded decoded, Admission admission) {
        Running<?, ?> running = decoded.running();
        long document = applier.document(name, decoded.type(), decoded.kept());
        if (!decoded.problems().isEmpty()) {
            // Nobody is answered in the name of somebody else.
            boolean answered = admission.refusal(running.name(), decoded.type(), null) == null;
            applier.setAside(
                    document,
                    running.name(),
                    decoded.type(),
                    null,
                    new Aside(
                            SetAside.UNREADABLE,
                            0,
                            decoded.problems(),
                            answered ? decoded.replies() : List.of()));
        }
        services.values().forEach(service -> expect(applier, service, decoded.parts()));
        List<NodeResult> results = new ArrayList<>(decoded.parts().size());
        for (Part<?, ?> part : decoded.parts()) {
            results.add(apply(applier, part, document, results.size() + 1, admission));
        }
        return new DocumentResult(name, decoded.type(), decoded.problems(), results);
    }

    private static <S, F> void expect(
            Applier applier, Running<S, F> running, List<Part<?, ?>> parts) {
        List<Format.Node<?>> nodes = new ArrayList<>(parts.size());
        for (Part<?, ?> part : parts) {
            if (part.running() == running) {
                nodes.add(part.node());
            }
        }
        if (!nodes.isEmpty()) {
            applier.expect(running, nodes);
        }
    }

    private static <S, F> NodeResult apply(
            Applier applier, Part<S, F> part, long document, int number, Admission admission) {
        Running<S, F> running = part.running();
        Format.Node<F> node = part.node();
        Problem refusal =
                admission.refusal(
                        running.name(), node.type(), node.id() == null ? null : node.id().source());
        if (refusal != null) {
            applier.setAside(
                    document,
                    running.name(),
                    node.type(),
                    node.id(),
                    new Aside(SetAside.FORBIDDEN, number, List.of(refusal), List.of()));
            return rejected(node, List.of(refusal));
        }
        if (node.fact() == null) {
            applier.setAside(
                    document,
                    running.name(),
                    node.type(),
                    node.id(),
                    new Aside(SetAside.UNREADABLE, number, node.problems(), node.replies()));
            return rejected(node, node.problems());
        }
        return applier.fact(
                running, node, part.body().json(), part.body().hash(), document, number);
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
                first().name(),
                "unknown",
                null,
                new Aside(SetAside.UNREADABLE, 0, List.of(problem), List.of()));
        return new DocumentResult(name, "unknown", List.of(problem), List.of());
    }
}
