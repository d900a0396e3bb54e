package org.liandong.rules;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Lets through only what a rule needs of DMN, before the engine sees it.
///
/// The engine would expand entities of a DOCTYPE, follow imports and call any static method of Java that a cell names
/// (`function(x) external { java: … }`). A rule is one decision table over its inputs and needs none of this, so the screen
/// is a list of what is allowed. It costs a pass over the text and starts nothing of the engine.
///
/// A cell can still be slow, for example a loop over a billion numbers: rule files are the operator's own.
final class DmnScreen {

    // Every row is tried in turn. What is longer is a reference table, which is looked up by key.
    private static final int ROWS_MAX = 1_000;

    // A decision table nests eight deep.
    private static final int DEPTH_MAX = 32;

    private static final Set<String> ELEMENTS =
            Set.of(
                    "definitions",
                    "description",
                    "inputData",
                    "variable",
                    "decision",
                    "question",
                    "allowedAnswers",
                    "informationRequirement",
                    "requiredInput",
                    "decisionTable",
                    "input",
                    "inputExpression",
                    "inputValues",
                    "output",
                    "outputValues",
                    "rule",
                    "inputEntry",
                    "outputEntry",
                    "text",
                    "annotation",
                    "annotationEntry");

    // Of any year, DMN 1.1 to 1.6. The diagram of a modelling tool may stay, and is not read.
    private static final Pattern MODEL =
            Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d{8}/(MODEL/|dmn\\.xsd)");
    private static final Pattern DIAGRAM =
            Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d{8}/(DMNDI|DI|DC)/");

    private static final Set<String> HIT_POLICIES = Set.of("UNIQUE", "FIRST");

    private static final Pattern FOREIGN_CODE =
            Pattern.compile("\\bfunction\\b.*\\bexternal\\b", Pattern.DOTALL);

    private final RuleSource source;
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> path = new ArrayDeque<>();
    private int decisions;
    private int tables;
    private int rows;

    private DmnScreen(RuleSource source) {
        this.source = source;
    }

    /// @throws BrokenRule when the file holds anything that a rule may not hold
    static void check(RuleSource source) {
        new DmnScreen(source).run();
    }

    private void run() {
        // The JDK's own parser: one from the class path would need its own proof of these settings.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            var xml = factory.createXMLStreamReader(new StringReader(source.dmn()));
            try {
                while (xml.hasNext()) {
                    event(xml, xml.next());
                }
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            var line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new BrokenRule(
                    "%s, line %d: not well-formed XML (%s). Correct the file."
                            .formatted(source.file(), line, e.getMessage()),
                    e);
        }
        if (decisions != 1 || tables != 1) {
            throw new BrokenRule(
                    "%s: %d decisions with %d decision tables. A rule is one decision with one table: make it a file for each."
                            .formatted(source.file(), decisions, tables));
        }
        if (rows == 0 || rows > ROWS_MAX) {
            throw new BrokenRule(
                    "%s: %d rows, not 1 to %d. Maybe it is a reference table."
                            .formatted(source.file(), rows, ROWS_MAX));
        }
    }

    private void event(XMLStreamReader xml, int event) {
        switch (event) {
            case XMLStreamConstants.DTD -> throw broken(xml, "a DOCTYPE. Remove it");
            case XMLStreamConstants.START_ELEMENT -> {
                text(xml);
                element(xml);
                path.push(xml.getLocalName());
            }
            case XMLStreamConstants.END_ELEMENT -> {
                text(xml);
                path.pop();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    text.append(xml.getText());
            default -> {} // Comments and white space.
        }
    }

    /// Looks at a whole text at once: the engine joins what a comment in the middle of a word had parted.
    private void text(XMLStreamReader xml) {
        if (!"description".equals(path.peek()) && FOREIGN_CODE.matcher(text).find()) {
            throw broken(xml, "an external function. Write the condition in FEEL");
        }
        text.setLength(0);
    }

    private void element(XMLStreamReader xml) {
        if (path.size() >= DEPTH_MAX) {
            throw broken(
                    xml,
                    "elements nested deeper than %d. Write one plain table".formatted(DEPTH_MAX));
        }
        if ("text".equals(path.peek())) {
            throw broken(xml, "an element inside a <text>. Write the condition as text alone");
        }
        var namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        var name = xml.getLocalName();
        if (DIAGRAM.matcher(namespace).matches()) {
            return;
        }
        if (!MODEL.matcher(namespace).matches()) {
            throw broken(
                    xml,
                    "<%s> of the namespace '%s', which is not DMN. Remove it"
                            .formatted(name, namespace));
        }
        if (name.equals("defaultOutputEntry")) {
            throw broken(
                    xml,
                    "a default output. Write a last row of '-' instead, so that every answer names its row");
        }
        if (!ELEMENTS.contains(name)) {
            throw broken(
                    xml,
                    "<%s>, which a rule may not use. Keep to one decision table over inputs"
                            .formatted(name));
        }
        switch (name) {
            case "definitions" -> {
                var model = xml.getAttributeValue(null, "name");
                if (!source.rule().equals(model)) {
                    throw broken(
                            xml,
                            "a model named '%s'. Name it '%s', like the file"
                                    .formatted(model, source.rule()));
                }
            }
            case "decision" -> decisions++;
            case "decisionTable" -> {
                tables++;
                var policy = xml.getAttributeValue(null, "hitPolicy");
                if (policy != null && !HIT_POLICIES.contains(policy)) {
                    throw broken(
                            xml,
                            "the hit policy %s. Only UNIQUE and FIRST are supported: write the rows so that one fires"
                                    .formatted(policy));
                }
            }
            case "rule" -> rows++;
            default -> {} // Nothing to count.
        }
    }

    private BrokenRule broken(XMLStreamReader xml, String what) {
        return new BrokenRule(
                "%s, line %d: the file has %s."
                        .formatted(source.file(), xml.getLocation().getLineNumber(), what));
    }
}
