package org.liandong.ecommerceimport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.ecommerceimport.ImportFact.WarehouseEntry;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.ecommerceimport.ceb.CebMessage;
import org.liandong.ecommerceimport.ceb.CebReader;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.ceb.ProblemCode;
import org.liandong.ecommerceimport.ceb.Unreadable;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.Problem;
import org.liandong.kernel.XmlRoot;

/// CEB messages as facts: what the reader has read, under the identity that makes a repeat harmless.
///
/// A fact's source is the enterprise whose document it is; its number is made of message, business key and record key (guid).
final class CebFormat implements Format<ImportFact> {

    // The last argument of a problem whose place is inside the Base64 of an envelope.
    private static final String INSIDE_DATA = "inside-data";

    /// How much of a message a CEB900 gives back: enough to recognise it.
    private static final int ORIGINAL_MAX = 4_000;

    /// The value of an element whose name ends in IdNumber, such as `buyerIdNumber`.
    private static final Pattern ID_NUMBER = Pattern.compile("(IdNumber\\s*>\\s*)([^<]*)");

    private static final Pattern FAMILY = Pattern.compile("CEB\\d{3}Message|Dxp\\w*");

    private static final List<String> ROOTS =
            Stream.concat(
                            Arrays.stream(MessageType.values()).map(MessageType::root),
                            CebReader.ENVELOPES.stream())
                    .toList();

    private final CebReader reader = new CebReader();
    private final ThreadLocal<IdentityNumber> identityNumbers;
    private final Signatures signatures;
    private final boolean answers;

    /// Says whether a message is signed as it should be.
    @FunctionalInterface
    interface Signatures {
        /// VALID, INVALID, ABSENT or UNVERIFIABLE.
        String verify(CebMessage message);
    }

    /// @param answers whether messages that cannot be used are answered by receipts: only the deciding office does that
    CebFormat(byte[] secret, Signatures signatures, boolean answers) {
        this.identityNumbers = ThreadLocal.withInitial(() -> new IdentityNumber(secret));
        this.signatures = signatures;
        this.answers = answers;
    }

    /// Messages of the family that are not read, such as those of exports, are told as what they are.
    @Override
    public boolean recognises(byte[] bytes) {
        String root = XmlRoot.of(bytes);
        return root != null && FAMILY.matcher(root).matches();
    }

    @Override
    public List<String> roots() {
        return ROOTS;
    }

    @Override
    public Reading<ImportFact> read(byte[] bytes) {
        return switch (reader.read(bytes)) {
            case Unreadable unreadable -> unreadable(unreadable, bytes);
            case CebMessage message -> readable(message);
        };
    }

    private Reading<ImportFact> unreadable(Unreadable unreadable, byte[] bytes) {
        MessageType type = unreadable.type();
        Problem problem = problem(unreadable.problem());
        List<Message> replies = new ArrayList<>();
        if (answers) {
            Map<String, String> head = new LinkedHashMap<>();
            head.put("returnStatus", "-0001");
            head.put(
                    "returnInfo",
                    problem.code()
                            + " "
                            + problem.line()
                            + ":"
                            + problem.column()
                            + " "
                            + problem.message());
            head.put(
                    "oriCopMsgId",
                    unreadable.envelope() == null ? "" : unreadable.envelope().copMsgId());
            head.put("oriMessageType", type == null ? "Unknown" : type.root());
            head.put(
                    "oriBizMessage",
                    masked(
                            new String(
                                    bytes,
                                    0,
                                    Math.min(bytes.length, ORIGINAL_MAX),
                                    StandardCharsets.UTF_8)));
            replies.add(new Message("CEB900", "sender", "unreadable", head, List.of()));
        }
        return new Reading<>(
                type == null ? "unknown" : type.name(), List.of(), List.of(problem), replies);
    }

    // What could not be read is given back, but identity numbers are never shown.
    private static String masked(String original) {
        return ID_NUMBER
                .matcher(original)
                .replaceAll(m ->
                        Matcher.quoteReplacement(m.group(1) + IdentityNumber.mask(m.group(2))));
    }

    private Reading<ImportFact> readable(CebMessage message) {
        String signature = message.type().isRequest() ? signatures.verify(message) : "ABSENT";
        List<Problem> warnings = message.warnings().stream().map(CebFormat::problem).toList();
        List<Format.Node<ImportFact>> nodes = new ArrayList<>(message.nodes().size());
        for (org.liandong.ecommerceimport.ceb.Node node : message.nodes()) {
            nodes.add(node(node, signature, warnings));
        }
        return new Reading<>(message.type().name(), nodes, List.of(), List.of());
    }

    private Format.Node<ImportFact> node(
            org.liandong.ecommerceimport.ceb.Node node, String signature, List<Problem> warnings) {
        if (!node.isSound()) {
            return bad(node, node.problems().stream().map(CebFormat::problem).toList(), warnings);
        }
        try {
            ImportFact fact = new NodeFact(node, signature, identityNumbers.get()).fact();
            return new Format.Node<>(
                    typeOf(node.type()), id(node, fact), fact, List.of(), warnings, List.of());
        } catch (NodeValues.Unusable e) {
            return bad(node, List.of(e.problem()), warnings);
        }
    }

    private Format.Node<ImportFact> bad(
            org.liandong.ecommerceimport.ceb.Node node,
            List<Problem> problems,
            List<Problem> warnings) {
        return new Format.Node<>(
                typeOf(node.type()),
                null,
                null,
                problems,
                warnings,
                answers ? replies(node, problems) : List.of());
    }

    private static Problem problem(org.liandong.ecommerceimport.ceb.Problem p) {
        List<String> arguments = new ArrayList<>(p.arguments());
        if (p.insideData()) {
            arguments.add(INSIDE_DATA);
        }
        return new Problem(p.code().code(), p.path(), p.line(), p.column(), p.message(), arguments);
    }

    /// The name of a fact in results: what the message is called in the vocabulary.
    static String typeOf(MessageType type) {
        return switch (type) {
            case CEB311 -> "order";
            case CEB411 -> "payment";
            case CEB511 -> "waybill";
            case CEB513 -> "waybill-status";
            case CEB621 -> "import-list";
            case CEB623 -> "cancellation";
            case CEB625 -> "return-request";
            case CEB711 -> "warehouse-entry";
            case CEB312, CEB412, CEB512, CEB514, CEB622, CEB624, CEB626, CEB712, CEB900 ->
                    "receipt";
            case CEB816 -> "tax-bill";
            case CEB818 -> "tax-bill-status";
        };
    }

    /// The receipt that tells the sender of a bad node, if the node still says whose it is.
    private static List<Message> replies(
            org.liandong.ecommerceimport.ceb.Node node, List<Problem> problems) {
        String status =
                switch (node.type()) {
                    case CEB311 -> "-301008";
                    case CEB411 -> "-401009";
                    case CEB511 -> "-504011";
                    case CEB513 -> "-505011";
                    case CEB711 -> "-800001";
                    // Receipts of lists, cancellations and returns need the e-port's number, which
                    // a bad node does not get.
                    case CEB621, CEB623, CEB625 -> "";
                    case CEB312,
                            CEB412,
                            CEB512,
                            CEB514,
                            CEB622,
                            CEB624,
                            CEB626,
                            CEB712,
                            CEB816,
                            CEB818,
                            CEB900 ->
                            "";
                };
        MessageType receipt = node.type().receipt();
        if (receipt == null) {
            return List.of();
        }
        String text =
                String.join(
                        "; ", problems.stream().map(p -> p.path() + " " + p.message()).toList());
        Map<String, String> head = new LinkedHashMap<>();
        head.put("returnInfo", text.length() > 1000 ? text.substring(0, 999) + "…" : text);
        List<String> keys =
                switch (receipt) {
                    case CEB312 -> List.of("ebpCode", "ebcCode", "orderNo");
                    case CEB412 -> List.of("payCode", "payTransactionId");
                    case CEB512 -> List.of("logisticsCode", "logisticsNo");
                    case CEB514 -> List.of("logisticsCode", "logisticsNo", "logisticsStatus");
                    default -> List.of();
                };
        boolean complete = !status.isEmpty();
        for (String key : keys) {
            String value = node.get(key);
            int longest = receipt.headBlock().fields().get(receipt.headBlock().index(key)).max();
            if (value == null || value.length() > longest) {
                complete = false;
            } else {
                head.put(key, value);
            }
        }
        if (complete) {
            head.put("returnStatus", status);
            return List.of(new Message(receipt.name(), "sender", node.path(), head, List.of()));
        }
        return List.of(
                new Message(
                        "CEB900",
                        "sender",
                        node.path(),
                        Map.of(
                                "returnStatus", "-0002",
                                "returnInfo", node.path() + ": " + text,
                                "oriCopMsgId", "",
                                "oriMessageType", node.type().root(),
                                "oriBizMessage", ""),
                        List.of()));
    }

    private static FactId id(org.liandong.ecommerceimport.ceb.Node node, ImportFact fact) {
        String message = node.type().name().substring(3);
        return switch (fact) {
            case Order f -> new FactId(f.ebpCode(), message + "/" + f.orderNo() + "/" + f.guid());
            case Payment f ->
                    new FactId(f.payCode(), message + "/" + f.payTransactionId() + "/" + f.guid());
            case Waybill f ->
                    new FactId(f.logisticsCode(), message + "/" + f.logisticsNo() + "/" + f.guid());
            case WaybillStatus f ->
                    new FactId(
                            f.logisticsCode(),
                            message
                                    + "/"
                                    + f.logisticsNo()
                                    + "/"
                                    + f.logisticsStatus()
                                    + "/"
                                    + f.guid());
            case ImportList f ->
                    new FactId(
                            f.agentCode(),
                            message + "/" + f.ebpCode() + "/" + f.orderNo() + "/" + f.guid());
            case Cancellation f ->
                    new FactId(f.agentCode(), message + "/" + f.invtNo() + "/" + f.guid());
            case ReturnRequest f ->
                    new FactId(f.agentCode(), message + "/" + f.invtNo() + "/" + f.guid());
            case WarehouseEntry f -> new FactId(f.operatorCode(), message + "/" + f.guid());
            // The guid of a receipt is the platform's own: the same key, status and time is one
            // fact.
            case Receipt f ->
                    new FactId(
                            "customs",
                            message
                                    + "/"
                                    + String.join("/", f.keys().values())
                                    + "/"
                                    + f.status()
                                    + "/"
                                    + f.time());
            case TaxBill f -> new FactId("customs", message + "/" + f.taxNo() + "/" + f.time());
            case TaxBillStatus f ->
                    new FactId(
                            "customs",
                            message + "/" + f.taxNo() + "/" + f.status() + "/" + f.time());
            default -> throw new IllegalStateException("Not a CEB message: " + fact.getClass());
        };
    }

    /// A problem of a message, in words of a language; null when no format of messages found it.
    static @Nullable String inWords(Problem problem, Locale locale) {
        List<String> arguments = problem.arguments();
        boolean insideData = !arguments.isEmpty() && arguments.getLast().equals(INSIDE_DATA);
        for (ProblemCode code : ProblemCode.values()) {
            if (code.code().equals(problem.code())) {
                return new org.liandong.ecommerceimport.ceb.Problem(
                                code,
                                problem.path(),
                                problem.line(),
                                problem.column(),
                                insideData,
                                arguments)
                        .message(locale);
            }
        }
        return CheckTexts.ofProblem(problem, locale);
    }
}
