package org.liandong.app.server.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Verdict;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// A decision table as people read it: inputs, outputs and rows, as they are written in its DMN.
///
/// @param model       name of the rule
/// @param version     first day in force
/// @param table       name of the decision
/// @param description what the file says of itself, a paragraph a line
public record RuleTable(
        String model,
        String version,
        String table,
        String hitPolicy,
        List<String> description,
        List<String> inputs,
        List<String> outputs,
        List<Row> rows) {

    /// A row.
    ///
    /// @param note what the row says of itself
    public record Row(int number, List<String> conditions, List<String> results, String note) {}

    /// Reads a table.
    ///
    /// @throws IllegalArgumentException when the file holds none
    public static RuleTable of(String file, byte[] dmn) {
        Element root = parse(file, dmn);
        Element decision = first(root, "decision");
        Element table = decision == null ? null : first(decision, "decisionTable");
        if (decision == null || table == null) {
            throw new IllegalArgumentException("%s holds no decision table.".formatted(file));
        }
        List<String> inputs = new ArrayList<>();
        for (Element input : children(table, "input")) {
            inputs.add(text(first(input, "inputExpression")));
        }
        List<String> outputs = new ArrayList<>();
        for (Element output : children(table, "output")) {
            String name = output.getAttribute("name");
            outputs.add(name.isEmpty() ? decision.getAttribute("name") : name);
        }
        List<Row> rows = new ArrayList<>();
        for (Element rule : children(table, "rule")) {
            rows.add(
                    new Row(
                            rows.size() + 1,
                            children(rule, "inputEntry").stream().map(RuleTable::text).toList(),
                            children(rule, "outputEntry").stream().map(RuleTable::text).toList(),
                            description(rule)));
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        int at = name.indexOf('@');
        return new RuleTable(
                name.substring(0, Math.max(0, at)),
                name.substring(at + 1).replaceAll("\\.dmn$", ""),
                decision.getAttribute("name"),
                table.getAttribute("hitPolicy"),
                description(root)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                inputs,
                outputs,
                rows);
    }

    private static Element parse(String file, byte[] dmn) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(dmn))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("%s cannot be read.".formatted(file), e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static @Nullable Element first(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static String text(@Nullable Element element) {
        if (element == null) {
            return "";
        }
        Element text = first(element, "text");
        String content = text == null ? element.getTextContent() : text.getTextContent();
        return content.strip();
    }

    private static String description(Element element) {
        Element found = first(element, "description");
        return found == null ? "" : found.getTextContent().strip();
    }

    /// The tables of a set of resources, by rule and then by first day.
    static Map<String, TreeMap<String, RuleTable>> all(Map<String, byte[]> resources) {
        Map<String, TreeMap<String, RuleTable>> all = new TreeMap<>();
        resources.forEach((name, content) -> {
            if (name.endsWith(".dmn")) {
                RuleTable table = of(name, content);
                all.computeIfAbsent(table.model(), _ -> new TreeMap<>())
                        .put(table.version(), table);
            }
        });
        return all;
    }

    /// A table with what a decision did in it: the row that fired, and on each row above the cell that missed.
    ///
    /// @param said one sentence
    public record Applied(
            RuleTable table, int fired, Map<Integer, Verdict.Miss> misses, String said) {

        /// Whether it is the cell on which its row missed.
        public boolean missed(int row, int column) {
            Verdict.Miss miss = misses.get(row);
            return miss != null && table.inputs().get(column).equals(miss.input());
        }

        /// The value that the missed cell was held against.
        public String value(int row) {
            Verdict.Miss miss = misses.get(row);
            return miss == null ? "" : miss.value();
        }

        /// Rows that tell something: up to the one that fired.
        public List<Row> rows() {
            return table.rows();
        }
    }

    static @Nullable Applied applied(
            Verdict verdict, Function<String, @Nullable RuleTable> tables, String said) {
        RuleTable table = tables.apply(verdict.model() + "@" + verdict.version());
        if (table == null) {
            return null;
        }
        Map<Integer, Verdict.Miss> misses = new TreeMap<>();
        verdict.misses().forEach(miss -> misses.put(miss.row(), miss));
        return new Applied(table, verdict.row(), misses, said);
    }
}
