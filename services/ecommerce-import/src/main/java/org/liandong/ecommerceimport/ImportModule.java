package org.liandong.ecommerceimport;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ceb.CebMessage;
import org.liandong.ecommerceimport.ceb.CebWriter;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.ceb.OutgoingNode;
import org.liandong.ecommerceimport.ceb.SignatureResult;
import org.liandong.ecommerceimport.ceb.XmlSignatureVerifier;
import org.liandong.ecommerceimport.simulator.ImportSimulation;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.Problem;
import org.liandong.kernel.Quotas;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.ledger.Asset;
import org.liandong.rules.ReferenceTable;
import org.liandong.rules.ReferenceTable.Column;
import org.liandong.rules.ReferenceTable.Kind;
import org.liandong.rules.ReferenceTable.Layout;
import org.liandong.rules.Shipped;

/// Cross-border e-commerce retail import, as a deployment finds it.
public final class ImportModule implements ServiceModule<ImportCase, ImportFact> {

    public static final String NAME = "ecommerce-import";

    /// Resources by name, as [#resources()] gives them and an operator replaces them.
    public static final String TARIFF = "tariff.csv";

    public static final String SETTINGS = "settings.properties";
    public static final String TRUSTED = "trusted.pem";

    private static final Layout TARIFF_LAYOUT =
            new Layout(
                    "code10",
                    List.of(
                            Column.required(
                                    "code10",
                                    new Kind.Matching(Pattern.compile("\\d{10}"), "10 digits")),
                            Column.required("name", new Kind.Text()),
                            Column.required("unit1", new Kind.Text()),
                            Column.optional("unit2", new Kind.Text()),
                            Column.required("mfn", new Kind.Decimal()),
                            Column.optional("general", new Kind.Decimal()),
                            Column.optional("provisional", new Kind.Decimal()),
                            Column.required("vat", new Kind.Decimal()),
                            Column.required(
                                    "ctKind",
                                    new Kind.OneOf(
                                            Set.of("none", "advalorem", "specific", "compound"))),
                            Column.optional("ctRate", new Kind.Decimal()),
                            Column.optional("ctSpecific", new Kind.Decimal()),
                            Column.optional("ctUnit", new Kind.Text()),
                            Column.optional("supervision", new Kind.Text()),
                            Column.required("positiveList", new Kind.OneOf(Set.of("yes", "no"))),
                            Column.optional("note", new Kind.Text())),
                    List.of(
                            new ReferenceTable.Check(
                                    "ctRate",
                                    "A consumption tax on the value needs its rate, below 1.",
                                    row ->
                                            !Set.of("advalorem", "compound")
                                                            .contains(row.text("ctKind"))
                                                    || row.decimal("ctRate")
                                                            .filter(r ->
                                                                    r.compareTo(BigDecimal.ONE) < 0)
                                                            .isPresent()),
                            new ReferenceTable.Check(
                                    "ctSpecific",
                                    "A consumption tax on the quantity needs its amount and its unit.",
                                    row ->
                                            !Set.of("specific", "compound")
                                                            .contains(row.text("ctKind"))
                                                    || (row.decimal("ctSpecific").isPresent()
                                                            && !row.text("ctUnit").isEmpty()))));

    private static final Set<String> PERSON_NAMES =
            Set.of("buyerName", "payerName", "consignee", "consigneeName", "shipperName", "person");

    private final CebWriter writer = new CebWriter();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ImportCase> stateType() {
        return ImportCase.class;
    }

    @Override
    public Class<ImportFact> factType() {
        return ImportFact.class;
    }

    @Override
    public Class<? extends ImportFact> internalType() {
        return ImportFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return List.of(Accounts.YUAN);
    }

    @Override
    public Map<String, byte[]> resources() {
        return Shipped.resources(ImportModule.class, TARIFF, SETTINGS, TRUSTED);
    }

    @Override
    public Service<ImportCase, ImportFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        return new ImportService(
                new ParcelDesk.Tools(
                        rules.apply(resources),
                        tariff(content(resources, TARIFF)),
                        Policy.of(content(resources, SETTINGS)),
                        new LastAssessment()));
    }

    private static byte[] content(Map<String, byte[]> resources, String name) {
        byte[] content = resources.get(name);
        if (content == null) {
            throw new IllegalArgumentException(
                    "The service needs the resource %s.".formatted(name));
        }
        return content;
    }

    /// The tariff of a file in the layout of the service's README.
    ///
    /// @throws IllegalArgumentException when rows cannot be used; names file, line, column and reason of each
    static Tariff tariff(byte[] csv) {
        ReferenceTable.Loaded loaded = ReferenceTable.load(TARIFF, csv, TARIFF_LAYOUT);
        if (!loaded.faults().isEmpty()) {
            throw new IllegalArgumentException(
                    "The tariff cannot be used:\n"
                            + String.join(
                                    "\n",
                                    loaded.faults().stream()
                                            .limit(20)
                                            .map(Object::toString)
                                            .toList()));
        }
        ReferenceTable table = loaded.table();
        String edition = table.version().substring(0, 12);
        return (code, on) -> line(table, edition, code, on);
    }

    private static @Nullable TariffLine line(
            ReferenceTable table, String edition, String code, LocalDate on) {
        return table.on(code, on)
                .map(row ->
                        new TariffLine(
                                row.key(),
                                row.decimal("mfn").orElseThrow(),
                                row.decimal("vat").orElseThrow(),
                                switch (row.text("ctKind")) {
                                    case "advalorem" -> TariffLine.Kind.AD_VALOREM;
                                    case "specific" -> TariffLine.Kind.SPECIFIC;
                                    case "compound" -> TariffLine.Kind.COMPOUND;
                                    default -> TariffLine.Kind.NONE;
                                },
                                row.decimal("ctRate").orElse(BigDecimal.ZERO),
                                row.decimal("ctSpecific").orElse(BigDecimal.ZERO),
                                row.text("ctUnit"),
                                row.text("positiveList").equals("yes"),
                                edition + ":" + row.line()))
                .orElse(null);
    }

    @Override
    public List<Format<ImportFact>> formats(
            Map<String, byte[]> resources, byte[] secret, InstantSource time) {
        Policy policy = Policy.of(content(resources, SETTINGS));
        XmlSignatureVerifier verifier =
                new XmlSignatureVerifier(certificates(content(resources, TRUSTED)), time);
        return List.of(
                new CebFormat(
                        secret,
                        message -> verified(message, verifier),
                        policy.role() == Policy.Role.DECIDING_OFFICE));
    }

    private static String verified(CebMessage message, XmlSignatureVerifier verifier) {
        if (!message.isSigned()) {
            return "ABSENT";
        }
        return switch (verifier.verify(message.businessXml())) {
            case SignatureResult.Valid _ -> "VALID";
            case SignatureResult.Invalid _ -> "INVALID";
            case SignatureResult.Absent _ -> "ABSENT";
            case SignatureResult.Unverifiable _ -> "UNVERIFIABLE";
        };
    }

    /// The certificates of senders and their authorities that an office trusts, PEM, any number of them.
    private static List<X509Certificate> certificates(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    TRUSTED + " cannot be read: " + e.getMessage() + " Give certificates in PEM.",
                    e);
        }
    }

    @Override
    public byte[] write(Message message, long id, java.time.Instant at) {
        String guid =
                UUID.nameUUIDFromBytes(
                                ("liandong:" + NAME + ":" + id).getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .toUpperCase(Locale.ROOT);
        Map<String, String> head = new LinkedHashMap<>(message.head());
        head.put("guid", guid);
        head.putIfAbsent("returnTime", Receipts.time(at));
        return writer.write(
                MessageType.valueOf(message.type()),
                guid,
                List.of(new OutgoingNode(head, message.lines())));
    }

    @Override
    public @Nullable String inWords(Problem problem, Locale locale) {
        return CebFormat.inWords(problem, locale);
    }

    @Override
    public @Nullable ImportFact reply(CaseKey key, Reply reply) {
        String bill = BillDesk.number(key);
        if (bill != null) {
            return new ImportFact.BillAnswered(
                    bill, reply.task(), reply.answer(), reply.reason(), reply.officer());
        }
        int slash = key.value().indexOf('/');
        return slash <= 0
                ? null
                : new ImportFact.OfficerAnswered(
                        key.value().substring(0, slash),
                        key.value().substring(slash + 1),
                        reply.task(),
                        reply.answer(),
                        reply.reason(),
                        reply.officer());
    }

    @Override
    public Set<String> personNames() {
        return PERSON_NAMES;
    }

    @Override
    public List<Quotas> quotas() {
        return List.of(Accounts.QUOTAS);
    }

    /// Where a parcel can stand. Other cases are guarantees, bills and entries to a warehouse.
    @Override
    public Set<String> mainStatuses() {
        return Set.of(
                "collecting",
                "waiting",
                "refused",
                "referred",
                "forecast",
                "released",
                "billed",
                "returned",
                "cancelled");
    }

    @Override
    public Simulation simulation() {
        return new ImportSimulation();
    }
}
