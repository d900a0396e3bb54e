package org.liandong.warehousereceipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.FactId;
import org.liandong.kernel.page.CasePage;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Reading.Came;
import org.liandong.kernel.page.Sheet;
import org.liandong.kernel.page.Sheet.Column;
import org.liandong.warehousereceipt.LotPage.Parts;
import org.liandong.warehousereceipt.ReceiptCase.Act;
import org.liandong.warehousereceipt.ReceiptCase.Act.Kind;
import org.liandong.warehousereceipt.ReceiptCase.Act.Standing;
import org.liandong.warehousereceipt.ReceiptCase.Held;
import org.liandong.warehousereceipt.ReceiptCase.Receipt;
import org.liandong.warehousereceipt.ReceiptFact.MergeAsked;
import org.liandong.warehousereceipt.ReceiptFact.Parent;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptBorn;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptDrawn;

/// Who has held a receipt, from the first on: all endorsements with their facts, and the receipts it came from and went into.
final class ChainPage extends CasePage<ReceiptCase, Receipt> {

    static final String NAME = "chain";
    static final String RECEIPT = "receipt";

    private static final int ROWS = 200;

    ChainPage() {
        super(NAME, RECEIPT, ReceiptDesk.key(""), Receipt.class);
    }

    @Override
    protected Sheet show(Receipt receipt, Reading<ReceiptCase> reading) {
        return Sheet.of(
                answer(receipt),
                figures(receipt, reading),
                List.of(holders(receipt, reading), family(receipt, reading)));
    }

    private static Cell.Said answer(Receipt receipt) {
        Cell no = Cell.text(receipt.number());
        if (receipt.face() == null || receipt.holders().isEmpty()) {
            return Cell.said("sheet.chain.unissued", no, new Cell.Status(receipt.status()));
        }
        Cell holder = Cell.text(receipt.holders().getLast());
        if (!receipt.closed().isEmpty()) {
            return Cell.said("sheet.chain.closed", no, new Cell.Status(receipt.closed()), holder);
        }
        int endorsed = receipt.holders().size() - 1;
        return Cell.said(
                "sheet.chain.answer",
                holder,
                no,
                Stock.amount(receipt.quantity()),
                endorsed == 0
                        ? Cell.said("sheet.chain.first")
                        : Cell.counted("sheet.chain.endorsed", endorsed));
    }

    private static List<Sheet.Figure> figures(Receipt receipt, Reading<ReceiptCase> reading) {
        ReceiptDrawn face = receipt.face();
        if (face == null) {
            return List.of();
        }
        Parts parts = Parts.of(receipt.number(), reading);
        return List.of(
                new Sheet.Figure(
                        "lot",
                        Cell.ofPage(LotPage.NAME, Map.of(LotPage.LOT, face.lotNo()), face.lotNo()),
                        ""),
                new Sheet.Figure("free", Stock.amount(parts.free()), YardPage.TONNE),
                new Sheet.Figure("pledged", Stock.amount(parts.pledged()), YardPage.TONNE),
                new Sheet.Figure("frozen", Stock.amount(parts.frozen()), YardPage.TONNE),
                new Sheet.Figure("ordered", Stock.amount(parts.ordered()), YardPage.TONNE));
    }

    // ---- holders

    private static Sheet.Table holders(Receipt receipt, Reading<ReceiptCase> reading) {
        Map<FactId, Instant> came = new HashMap<>();
        for (Came fact : reading.facts(ReceiptDesk.key(receipt.number()))) {
            came.putIfAbsent(fact.id(), fact.at());
        }
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(first(receipt, came));
        List<Act> endorsements =
                receipt.acts().stream()
                        .filter(act -> act.kind() == Kind.ENDORSEMENT)
                        .sorted(
                                Comparator.comparingInt(Act::holding)
                                        .thenComparing(act -> act.standing() == Standing.REFUSED)
                                        .thenComparing(Act::on)
                                        .thenComparing(Act::no))
                        .toList();
        for (Act act : endorsements.subList(0, Math.min(ROWS, endorsements.size()))) {
            rows.add(endorsement(receipt, act, came));
        }
        return new Sheet.Table(
                "holders",
                List.of(
                        Column.of("holding"),
                        Column.of("holder"),
                        Column.of("by"),
                        Column.of("how"),
                        Column.of("on"),
                        Column.of("came"),
                        Column.of("signed"),
                        Column.of("fact")),
                rows,
                List.of(),
                endorsements.size() > ROWS
                        ? Cell.said(
                                "sheet.first", Cell.count(ROWS), Cell.count(endorsements.size()))
                        : null);
    }

    private static List<Cell> first(Receipt receipt, Map<FactId, Instant> came) {
        Held<ReceiptDrawn> drawn = receipt.drawn();
        Held<MergeAsked> merger = receipt.merger();
        ReceiptBorn born = receipt.born();
        ReceiptDrawn face = receipt.face();
        FactId id =
                born != null
                        ? null
                        : drawn != null ? drawn.id() : merger != null ? merger.id() : null;
        return List.of(
                Cell.count(0),
                receipt.holders().isEmpty()
                        ? Cell.NOTHING
                        : Cell.text(receipt.holders().getFirst()),
                born == null ? Cell.NOTHING : Cell.text(born.from()),
                Cell.said(
                        born != null
                                ? "sheet.chain.born"
                                : merger != null ? "sheet.chain.merged" : "sheet.chain.issued"),
                face == null ? Cell.NOTHING : new Cell.Day(face.drawnOn()),
                time(id, came),
                Cell.NOTHING,
                fact(id));
    }

    private static List<Cell> endorsement(Receipt receipt, Act act, Map<FactId, Instant> came) {
        Act signature =
                receipt.acts().stream()
                        .filter(each -> each.kind() == Kind.SIGNATURE && each.no().equals(act.no()))
                        .findFirst()
                        .orElse(null);
        return List.of(
                act.standing().isDone() ? Cell.count(act.holding() + 1L) : Cell.NOTHING,
                Cell.text(act.to()),
                Cell.text(act.by()),
                Cell.said(
                        switch (act.standing()) {
                            case WAITING -> "sheet.chain.waits";
                            case DONE, DONE_ELSEWHERE -> "sheet.chain.passed";
                            case REFUSED -> "sheet.chain.refused";
                        },
                        Cell.text(act.no())),
                new Cell.Day(act.on()),
                time(act.id(), came),
                signature == null ? Cell.NOTHING : new Cell.Day(signature.on()),
                fact(act.id()));
    }

    private static Cell time(@Nullable FactId id, Map<FactId, Instant> came) {
        Instant at = id == null ? null : came.get(id);
        return at == null ? Cell.NOTHING : new Cell.Time(at);
    }

    private static Cell fact(@Nullable FactId id) {
        return id == null ? Cell.NOTHING : Cell.text(id.toString());
    }

    // ---- parents and children

    private static Sheet.Table family(Receipt receipt, Reading<ReceiptCase> reading) {
        Map<String, String> relatives = new LinkedHashMap<>();
        ReceiptBorn born = receipt.born();
        Held<MergeAsked> merger = receipt.merger();
        if (born != null) {
            relatives.put(born.from(), "sheet.chain.from");
        } else if (merger != null) {
            merger.fact().parents().stream()
                    .map(Parent::receiptNo)
                    .forEach(no -> relatives.put(no, "sheet.chain.from"));
        }
        receipt.into().forEach(no -> relatives.put(no, "sheet.chain.into"));
        List<List<Cell>> rows = new ArrayList<>();
        relatives.forEach((no, how) -> {
            if (rows.size() < ROWS) {
                rows.add(relative(no, how, reading));
            }
        });
        return new Sheet.Table(
                "family",
                List.of(
                        Column.of("relation"),
                        Column.of("receipt"),
                        Column.of("holder"),
                        Column.of("status"),
                        new Column("issued-over", YardPage.TONNE),
                        new Column("stands-for", YardPage.TONNE)),
                rows,
                List.of(),
                relatives.isEmpty() ? Cell.said("sheet.chain.alone") : null);
    }

    private static List<Cell> relative(String no, String how, Reading<ReceiptCase> reading) {
        Cell link = Cell.ofPage(NAME, Map.of(RECEIPT, no), no);
        return reading.state(ReceiptDesk.key(no)) instanceof Receipt other
                ? List.of(
                        Cell.said(how),
                        link,
                        other.holders().isEmpty()
                                ? Cell.NOTHING
                                : Cell.text(other.holders().getLast()),
                        new Cell.Status(other.status()),
                        other.face() == null
                                ? Cell.NOTHING
                                : Stock.amount(Objects.requireNonNull(other.face()).quantity()),
                        Stock.amount(other.quantity()))
                : List.of(
                        Cell.said(how),
                        link,
                        Cell.NOTHING,
                        Cell.NOTHING,
                        Cell.NOTHING,
                        Cell.NOTHING);
    }
}
