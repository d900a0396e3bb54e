package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.kernel.Decision.Computation;

/// Import tax of retail goods, line by line.
///
/// Within the limits (财关税〔2016〕18号, 1): duty 0, import VAT and consumption tax at 70 %. Under the one-item rule
/// (财关税〔2018〕49号, 1) all three in full. Composite price after 消费税暂行条例 9 and 增值税法 14.
/// Each tax of each line is rounded half up to the cent; heads are sums of lines (our default: not stated by law).
///
/// @param lines       one for each line of the list, in its order
/// @param arithmetic  every sum, so that anyone can do it again
public record ImportTax(List<LineTax> lines, List<Computation> arithmetic) {

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    public ImportTax {
        lines = List.copyOf(lines);
        arithmetic = List.copyOf(arithmetic);
    }

    /// The tax of one line, in yuan with two decimals.
    ///
    /// @param dutiable dutiable value: price and the line's share of freight and insurance
    public record LineTax(
            int gnum,
            String gcode,
            BigDecimal dutiable,
            BigDecimal duty,
            BigDecimal vat,
            BigDecimal consumption) {
        BigDecimal total() {
            return duty.add(vat).add(consumption);
        }
    }

    public BigDecimal duty() {
        return sum(LineTax::duty);
    }

    public BigDecimal vat() {
        return sum(LineTax::vat);
    }

    public BigDecimal consumption() {
        return sum(LineTax::consumption);
    }

    public BigDecimal dutiable() {
        return sum(LineTax::dutiable);
    }

    public BigDecimal total() {
        return duty().add(vat()).add(consumption());
    }

    private BigDecimal sum(java.util.function.Function<LineTax, BigDecimal> part) {
        // No stream: every decision adds up a dozen times.
        BigDecimal sum = NOTHING;
        for (LineTax line : lines) {
            sum = sum.add(part.apply(line));
        }
        return sum;
    }

    /// How a list is taxed.
    ///
    /// @param levy       part of VAT and consumption tax that is levied: 0.70 or 1
    /// @param dutyFactor part of the duty that is levied: 0 or 1
    record Levy(BigDecimal levy, BigDecimal dutyFactor) {}

    /// The tax of a list.
    ///
    /// @param tariffs the tariff line of each list line, in their order
    static ImportTax of(ImportList list, List<TariffLine> tariffs, Levy levy) {
        List<BigDecimal> dutiable = dutiableValues(list);
        List<LineTax> taxes = new ArrayList<>();
        List<Computation> arithmetic = new ArrayList<>();
        for (int i = 0; i < list.lines().size(); i++) {
            taxes.add(line(list.lines().get(i), dutiable.get(i), tariffs.get(i), levy, arithmetic));
        }
        return new ImportTax(taxes, arithmetic);
    }

    /// Dutiable value of each line: its price with freight and insurance shared out by value; the last line takes the
    /// rest of the rounding (our default).
    static List<BigDecimal> dutiableValues(ImportList list) {
        BigDecimal extra = list.freight().add(list.insuredFee()).setScale(2, RoundingMode.HALF_UP);
        BigDecimal goods =
                list.lines().stream()
                        .map(ListLine::totalPrice)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> values = new ArrayList<>();
        BigDecimal left = extra;
        for (int i = 0; i < list.lines().size(); i++) {
            BigDecimal price = list.lines().get(i).totalPrice();
            boolean last = i == list.lines().size() - 1;
            BigDecimal share =
                    last || goods.signum() == 0
                            ? left
                            : extra.multiply(price).divide(goods, 2, RoundingMode.HALF_UP);
            if (!last && goods.signum() == 0) {
                share = BigDecimal.ZERO;
            }
            left = left.subtract(share);
            values.add(price.add(share).setScale(2, RoundingMode.HALF_UP));
        }
        return values;
    }

    private static LineTax line(
            ListLine line,
            BigDecimal dutiable,
            TariffLine tariff,
            Levy levy,
            List<Computation> arithmetic) {
        String name = "line " + line.gnum() + " ";
        BigDecimal duty = round(dutiable.multiply(tariff.mfn()).multiply(levy.dutyFactor()));
        BigDecimal base = dutiable.add(duty);
        BigDecimal specific =
                switch (tariff.kind()) {
                    case NONE, AD_VALOREM -> BigDecimal.ZERO;
                    case SPECIFIC, COMPOUND -> tariff.specific().multiply(tariff.quantity(line));
                };
        BigDecimal rate =
                switch (tariff.kind()) {
                    case NONE, SPECIFIC -> BigDecimal.ZERO;
                    case AD_VALOREM, COMPOUND -> tariff.consumptionRate();
                };
        // The composite price stays unrounded: only taxes are rounded.
        BigDecimal composite = base.add(specific).divide(ONE.subtract(rate), EXACT);
        BigDecimal consumption =
                round(composite.multiply(rate).add(specific).multiply(levy.levy()));
        BigDecimal vat = round(composite.multiply(tariff.vat()).multiply(levy.levy()));
        if (levy.dutyFactor().signum() != 0) {
            arithmetic.add(
                    computation(
                            name + "duty",
                            "D × t × f",
                            duty,
                            "关税法; 0.01 half up",
                            Map.of("D", dutiable, "t", tariff.mfn(), "f", levy.dutyFactor())));
        }
        if (tariff.kind() != TariffLine.Kind.NONE) {
            arithmetic.add(
                    computation(
                            name + "consumption tax",
                            "((D + duty + s) / (1 − c) × c + s) × levy",
                            consumption,
                            "消费税暂行条例 9; 0.01 half up",
                            Map.of(
                                    "D",
                                    dutiable,
                                    "duty",
                                    duty,
                                    "s",
                                    specific,
                                    "c",
                                    rate,
                                    "levy",
                                    levy.levy())));
        }
        arithmetic.add(
                computation(
                        name + "import VAT",
                        "(D + duty + s) / (1 − c) × v × levy",
                        vat,
                        "增值税法 14; 0.01 half up",
                        Map.of(
                                "D",
                                dutiable,
                                "duty",
                                duty,
                                "s",
                                specific,
                                "c",
                                rate,
                                "v",
                                tariff.vat(),
                                "levy",
                                levy.levy())));
        return new LineTax(line.gnum(), line.gcode(), dutiable, duty, vat, consumption);
    }

    private static Computation computation(
            String name,
            String formula,
            BigDecimal result,
            String rule,
            Map<String, BigDecimal> operands) {
        return new Computation(name, formula, new LinkedHashMap<>(operands), result, rule);
    }

    private static BigDecimal round(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
