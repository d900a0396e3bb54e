package org.liandong.dutyguarantee;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeFact.Container;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.Line;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Problem;
import org.liandong.kernel.XmlRoot;

/// The single window's import declaration, `DecMessage`: head, lines and containers as one fact.
///
/// Blocks and fields that the rules do not need are passed over. Its identity is the declaring firm's own number (ClientSeqNo) and the
/// declaration number, so that the same message again is a repeat. There is one declaration in a message.
final class DecFormat implements Format<GuaranteeFact> {

    static final String TYPE = "declaration";

    private static final String ROOT = "DecMessage";

    /// A declaration of 50 lines has about 100 kB; its attachments do not travel in it.
    static final int BYTES_MAX = 8 << 20;

    private static final int DEPTH_MAX = 32;
    private static final int ELEMENTS_MAX = 200_000;
    private static final int ATTRIBUTES_MAX = 32;
    private static final int TEXT_MAX = 16_384;
    private static final int PROBLEMS_MAX = 200;

    /// As many as a declaration can have.
    private static final int LINES_MAX = 50;

    private static final int CONTAINERS_MAX = 500;

    private static final int DECLARATION_MAX = 256;
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

    private final DecFields fields;
    private final String filingElement;

    /// @param filingElement element of the head that carries the number of the guarantee
    DecFormat(DecFields fields, String filingElement) {
        this.fields = fields;
        this.filingElement = filingElement;
    }

    @Override
    public boolean recognises(byte[] bytes) {
        return ROOT.equals(XmlRoot.of(bytes));
    }

    @Override
    public List<String> roots() {
        return List.of(ROOT);
    }

    @Override
    public Reading<GuaranteeFact> read(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return unreadable(
                    problem(
                            "DEC-OVERSIZE",
                            "",
                            0,
                            0,
                            Integer.toString(bytes.length),
                            Integer.toString(BYTES_MAX)));
        }
        try {
            Document document = new Parser(text(bytes)).document();
            return new Reading<>(TYPE, List.of(node(document)), List.of(), List.of());
        } catch (Refused e) {
            return unreadable(e.problem);
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            return unreadable(
                    problem(
                            "DEC-NOT-WELL-FORMED",
                            "",
                            at == null ? 0 : Math.max(at.getLineNumber(), 0),
                            at == null ? 0 : Math.max(at.getColumnNumber(), 0)));
        }
    }

    private static Reading<GuaranteeFact> unreadable(Problem problem) {
        return new Reading<>(TYPE, List.of(), List.of(problem), List.of());
    }

    static Problem problem(String code, String path, int line, int column, String... arguments) {
        return new Problem(
                code,
                path,
                line,
                column,
                DecProblems.text(code, path, List.of(arguments), Locale.ENGLISH),
                List.of(arguments));
    }

    // ---- the fact

    private Node<GuaranteeFact> node(Document document) {
        List<Problem> problems = new ArrayList<>(document.problems);
        Block head = document.only("DecHead", problems, document);
        Block sign = document.only("DecSign", problems, document);
        List<Block> lines = document.blocks("DecList");
        if (lines.isEmpty()) {
            problems.add(problem("DEC-NO-LINES", "DecLists", document.line, document.column));
        }
        checkValues(head, problems);
        checkValues(sign, problems);
        lines.forEach(line -> checkValues(line, problems));
        document.blocks("Container").forEach(each -> checkValues(each, problems));
        String entryId = head.get("EntryId");
        if (entryId == null || !entryId.matches("\\d{18}")) {
            problems.add(
                    problem(
                            "DEC-NUMBER",
                            head.path + "/EntryId",
                            head.line("EntryId"),
                            head.column("EntryId"),
                            entryId == null ? "" : entryId));
        }
        if (!problems.isEmpty() || entryId == null) {
            return new Node<>(
                    TYPE,
                    null,
                    null,
                    problems.size() <= PROBLEMS_MAX ? problems : problems.subList(0, PROBLEMS_MAX),
                    List.of(),
                    List.of());
        }
        Declaration fact =
                new Declaration(
                        entryId,
                        sign.text("ClientSeqNo"),
                        sign.text("SignDate"),
                        head.get("SeqNo"),
                        head.text("IEFlag"),
                        head.text("CustomMaster"),
                        head.text("IEPort"),
                        head.text("TradeCode"),
                        head.text("TradeCoScc"),
                        head.text("TradeName"),
                        head.get("OwnerCode"),
                        head.text("AgentCode"),
                        head.text("Type"),
                        head.get("ChkSurety"),
                        head.text("TradeMode"),
                        head.get("CutMode"),
                        head.text("TransMode"),
                        head.get("BillNo"),
                        head.get("ContrNo"),
                        head.get("ManualNo"),
                        head.number("GrossWet"),
                        head.number("NetWt"),
                        head.number("PackNo").intValueExact(),
                        head.get(filingElement),
                        lines.stream().map(DecFormat::line).toList(),
                        document.blocks("Container").stream()
                                .map(each ->
                                        new Container(
                                                each.getOr("ContainerId"), each.getOr("GoodsNo")))
                                .toList());
        return new Node<>(
                TYPE,
                new FactId(fact.agentCode(), "DEC/" + entryId + "/" + fact.clientSeqNo()),
                fact,
                List.of(),
                List.of(),
                List.of());
    }

    private static Line line(Block block) {
        // An export line carries the two countries the other way round.
        return new Line(
                block.text("GNo"),
                block.text("CodeTS"),
                block.text("GName"),
                block.number("GQty"),
                block.text("GUnit"),
                block.number("FirstQty"),
                block.text("FirstUnit"),
                block.number("DeclTotal"),
                block.text("TradeCurr"),
                block.text("OriginCountry"),
                block.text("DutyMode"));
    }

    private void checkValues(Block block, List<Problem> problems) {
        for (DecFields.Field field : fields.of(block.name)) {
            String value = block.get(field.name());
            String path = block.path + "/" + field.name();
            if (value == null) {
                if (field.needed()) {
                    problems.add(
                            problem(
                                    "DEC-MISSING",
                                    path,
                                    block.line(field.name()),
                                    block.column(field.name()),
                                    field.name(),
                                    block.name));
                }
            } else if (!field.admits(value)) {
                problems.add(
                        problem(
                                "DEC-VALUE",
                                path,
                                block.line(field.name()),
                                block.column(field.name()),
                                Problem.shown(value),
                                field.type()));
            }
        }
    }

    // ---- reading

    /// The text of a message. The encoding is that of its byte order mark, of its zero bytes, or the one that it declares.
    private static String text(byte[] bytes) {
        String declared = declared(bytes);
        Charset charset = charset(bytes, declared);
        if (charset == null) {
            throw new Refused(problem("DEC-ENCODING", "", 1, 1, Problem.shown(declared)));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder decoder = charset.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        out.flip();
        if (result.isError()) {
            String before = out.toString();
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw new Refused(problem("DEC-BYTES", "", line, column, charset.name()));
        }
        // A text has no byte order mark, and the encoding that it declares is no longer its own.
        return out.isEmpty() || out.charAt(0) != '\ufeff'
                ? out.toString()
                : out.toString().substring(1);
    }

    private static @Nullable Charset charset(byte[] bytes, String declared) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return switch (mark) {
            case 0xfeff, '<' -> StandardCharsets.UTF_16BE;
            case 0xfffe, '<' << 8 -> StandardCharsets.UTF_16LE;
            case 0xefbb -> StandardCharsets.UTF_8;
            default ->
                    switch (declared.toUpperCase(Locale.ROOT)) {
                        case "", "UTF-8", "UTF8", "US-ASCII", "ASCII" -> StandardCharsets.UTF_8;
                        // What says UTF-16 and is written in bytes, as some libraries do.
                        case "UTF-16", "UTF-16LE", "UTF-16BE" -> StandardCharsets.UTF_8;
                        case "GBK", "GB2312", "GB18030" -> Charset.forName("GB18030");
                        default -> null;
                    };
        };
    }

    private static String declared(byte[] bytes) {
        Matcher matcher =
                DECLARED.matcher(
                        new String(
                                bytes,
                                0,
                                Math.min(bytes.length, DECLARATION_MAX),
                                StandardCharsets.ISO_8859_1));
        return matcher.find() ? matcher.group(1) : "";
    }

    /// A document that is refused as a whole.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }
    }

    /// A value and where it stands.
    private record Value(String text, int line, int column) {}

    /// A block with its fields.
    private static final class Block {
        private final String name;
        private final String path;
        private final int line;
        private final int column;
        private final Map<String, Value> values = new LinkedHashMap<>();

        Block(String name, String path, int line, int column) {
            this.name = name;
            this.path = path;
            this.line = line;
            this.column = column;
        }

        @Nullable String get(String field) {
            Value value = values.get(field);
            return value == null || value.text.isEmpty() ? null : value.text;
        }

        String getOr(String field) {
            String value = get(field);
            return value == null ? "" : value;
        }

        /// A value that was checked to be there.
        String text(String field) {
            String value = get(field);
            if (value == null) {
                throw new IllegalStateException(path + " has no " + field);
            }
            return value;
        }

        BigDecimal number(String field) {
            return new BigDecimal(text(field));
        }

        int line(String field) {
            Value value = values.get(field);
            return value == null ? line : value.line;
        }

        int column(String field) {
            Value value = values.get(field);
            return value == null ? column : value.column;
        }
    }

    /// What was read.
    private static final class Document {
        private final int line;
        private final int column;
        private final Map<String, List<Block>> blocks = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();

        Document(int line, int column) {
            this.line = line;
            this.column = column;
        }

        List<Block> blocks(String name) {
            return blocks.getOrDefault(name, List.of());
        }

        Block only(String name, List<Problem> found, Document document) {
            List<Block> all = blocks(name);
            if (all.size() == 1) {
                return all.getFirst();
            }
            found.add(
                    problem(
                            all.isEmpty() ? "DEC-NO-BLOCK" : "DEC-TWICE",
                            name,
                            document.line,
                            document.column,
                            name));
            return all.isEmpty() ? new Block(name, name, line, column) : all.getFirst();
        }
    }

    /// Walks through the elements once.
    private final class Parser {

        private final XMLStreamReader xml;
        private int elements;

        Parser(String text) throws XMLStreamException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            this.xml = factory.createXMLStreamReader(new StringReader(text));
        }

        Document document() throws XMLStreamException {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw refused("DEC-DTD");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (!xml.getLocalName().equals(ROOT)) {
                        throw refused("DEC-ROOT", Problem.shown(xml.getLocalName()));
                    }
                    count(1);
                    Document document = new Document(line(), column());
                    children(document, ROOT, 1);
                    while (xml.hasNext()) {
                        xml.next();
                    }
                    return document;
                }
            }
            throw refused("DEC-ROOT", "");
        }

        private void children(Document document, String path, int depth) throws XMLStreamException {
            for (int event = xml.next();
                    event != XMLStreamConstants.END_ELEMENT;
                    event = xml.next()) {
                if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw refused("DEC-ENTITY");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    count(depth + 1);
                    String name = xml.getLocalName();
                    if (fields.isBlock(name)) {
                        block(document, name, path, depth + 1);
                    } else {
                        children(document, path + "/" + Problem.shown(name), depth + 1);
                    }
                }
            }
        }

        private void block(Document document, String name, String path, int depth)
                throws XMLStreamException {
            List<Block> known = document.blocks.computeIfAbsent(name, _ -> new ArrayList<>());
            int most = name.equals("Container") ? CONTAINERS_MAX : LINES_MAX;
            if (known.size() >= most) {
                throw refused("DEC-TOO-MANY", Integer.toString(most), name);
            }
            String where =
                    path
                            + "/"
                            + name
                            + (name.equals("DecList") || name.equals("Container")
                                    ? "[" + (known.size() + 1) + "]"
                                    : "");
            Block block = new Block(name, where, line(), column());
            known.add(block);
            for (int event = xml.next();
                    event != XMLStreamConstants.END_ELEMENT;
                    event = xml.next()) {
                if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw refused("DEC-ENTITY");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    count(depth + 1);
                    String field = xml.getLocalName();
                    Value value = value(where + "/" + Problem.shown(field), depth + 1);
                    if (fields.isField(name, field)
                            && block.values.put(field, value) != null
                            && document.problems.size() < PROBLEMS_MAX) {
                        document.problems.add(
                                problem(
                                        "DEC-TWICE",
                                        where + "/" + field,
                                        value.line,
                                        value.column,
                                        field));
                    }
                }
            }
        }

        private Value value(String path, int depth) throws XMLStreamException {
            int line = line();
            int column = column();
            StringBuilder text = new StringBuilder();
            for (int event = xml.next();
                    event != XMLStreamConstants.END_ELEMENT;
                    event = xml.next()) {
                switch (event) {
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("DEC-ENTITY");
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE -> {
                        if (text.length() + xml.getTextLength() > TEXT_MAX) {
                            throw refused("DEC-TEXT", path, Integer.toString(TEXT_MAX));
                        }
                        text.append(
                                xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                    case XMLStreamConstants.START_ELEMENT -> {
                        count(depth + 1);
                        value(path, depth + 1);
                    }
                    default -> {
                        // Comments and processing instructions mean nothing.
                    }
                }
            }
            return new Value(text.toString().strip(), line, column);
        }

        private void count(int depth) {
            if (++elements > ELEMENTS_MAX) {
                throw refused("DEC-ELEMENTS", Integer.toString(ELEMENTS_MAX));
            }
            if (depth > DEPTH_MAX) {
                throw refused("DEC-DEPTH", Integer.toString(DEPTH_MAX));
            }
            if (xml.getAttributeCount() > ATTRIBUTES_MAX) {
                throw refused("DEC-ATTRIBUTES", Integer.toString(ATTRIBUTES_MAX));
            }
        }

        private int line() {
            return Math.max(xml.getLocation().getLineNumber(), 0);
        }

        private int column() {
            return Math.max(xml.getLocation().getColumnNumber(), 0);
        }

        private Refused refused(String code, String... arguments) {
            return new Refused(problem(code, "", line(), column(), arguments));
        }
    }
}
