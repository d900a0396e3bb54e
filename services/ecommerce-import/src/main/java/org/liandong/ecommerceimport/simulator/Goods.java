package org.liandong.ecommerceimport.simulator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;

/// Something that is sold, with what the sample tariff says of it.
///
/// @param unit1Milli thousandths of the first legal unit in one item
/// @param unit2      second legal unit, or empty
/// @param priceMin   lowest price of an item in fen
/// @param priceMax   highest price of an item in fen, below it
/// @param grams      weight of an item
/// @param composite  rate of consumption tax
/// @param specific   yuan of consumption tax for each first legal unit
record Goods(
        String code,
        String name,
        String model,
        String country,
        String unit,
        String unit1,
        int unit1Milli,
        String unit2,
        int priceMin,
        int priceMax,
        int grams,
        BigDecimal duty,
        BigDecimal vat,
        BigDecimal composite,
        BigDecimal specific) {

    private static final BigDecimal LEVIED = new BigDecimal("0.70");

    /// What a shop offers, before the tariff is asked.
    private record Offer(
            String code,
            String name,
            String model,
            String country,
            String unit,
            int unit1Milli,
            int priceMin,
            int priceMax,
            int grams) {}

    private static final List<Offer> OFFERS =
            List.of(
                    new Offer(
                            "2201101000",
                            "天然矿泉水",
                            "1|3|500毫升|瓶装",
                            "305",
                            "142",
                            500,
                            900,
                            2_500,
                            520),
                    new Offer(
                            "1509200000",
                            "特级初榨橄榄油",
                            "1|3|1升|瓶装",
                            "312",
                            "142",
                            920,
                            6_000,
                            14_000,
                            1_300),
                    new Offer(
                            "1901101010",
                            "婴幼儿配方奶粉",
                            "1|3|800克|罐装",
                            "309",
                            "122",
                            800,
                            15_000,
                            29_000,
                            1_000),
                    new Offer(
                            "2106909001",
                            "维生素软糖",
                            "1|3|60粒|瓶装",
                            "502",
                            "142",
                            250,
                            8_000,
                            19_000,
                            300),
                    new Offer(
                            "2204210000",
                            "干红葡萄酒",
                            "1|3|750毫升|瓶装",
                            "305",
                            "142",
                            750,
                            9_000,
                            38_000,
                            1_300),
                    new Offer(
                            "2208300000",
                            "单一麦芽威士忌",
                            "1|3|700毫升|瓶装",
                            "303",
                            "142",
                            700,
                            26_000,
                            69_000,
                            1_400),
                    new Offer(
                            "3304990029",
                            "精华液",
                            "1|3|30毫升|盒装",
                            "305",
                            "140",
                            60,
                            42_000,
                            98_000,
                            150),
                    new Offer(
                            "3304990039",
                            "保湿面霜",
                            "1|3|50克|盒装",
                            "133",
                            "140",
                            80,
                            12_000,
                            43_000,
                            180),
                    new Offer(
                            "3401300000",
                            "洗面奶",
                            "1|3|120克|支装",
                            "116",
                            "012",
                            120,
                            3_500,
                            9_500,
                            150),
                    new Offer(
                            "6403990090",
                            "皮鞋",
                            "1|3|牛皮面",
                            "307",
                            "025",
                            1_000,
                            42_000,
                            115_000,
                            1_100),
                    new Offer(
                            "8509809000",
                            "厨房搅拌机",
                            "1|3|220伏",
                            "304",
                            "001",
                            1_000,
                            32_000,
                            99_000,
                            2_600),
                    new Offer(
                            "9619001100",
                            "婴儿纸尿裤",
                            "1|3|54片|包装",
                            "116",
                            "125",
                            2_000,
                            7_000,
                            16_000,
                            2_100),
                    new Offer(
                            "4202220000",
                            "手提包",
                            "1|3|帆布面",
                            "307",
                            "011",
                            1_000,
                            60_000,
                            150_000,
                            900),
                    new Offer(
                            "9102110000",
                            "石英手表",
                            "1|3|电子",
                            "331",
                            "011",
                            1_000,
                            60_000,
                            180_000,
                            200));

    /// What the shops offer, as far as a tariff knows it and admits it.
    ///
    /// @param tariff a file in the layout of the sample tariff, without quoted values before the column `positiveList`
    static List<Goods> offered(byte[] tariff) {
        List<String> rows =
                new String(tariff, StandardCharsets.UTF_8)
                        .lines()
                        .filter(l -> !l.isBlank())
                        .toList();
        List<String> names = List.of(rows.getFirst().strip().split(",", -1));
        Map<String, String[]> byCode = new HashMap<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            if (cells[names.indexOf("positiveList")].equals("yes")) {
                byCode.put(cells[0], cells);
            }
        }
        List<Goods> goods = new ArrayList<>();
        for (Offer offer : OFFERS) {
            String @Nullable [] cells = byCode.get(offer.code());
            if (cells != null) {
                goods.add(
                        new Goods(
                                offer.code(),
                                offer.name(),
                                offer.model(),
                                offer.country(),
                                offer.unit(),
                                cells[names.indexOf("unit1")],
                                offer.unit1Milli(),
                                cells[names.indexOf("unit2")],
                                offer.priceMin(),
                                offer.priceMax(),
                                offer.grams(),
                                number(cells[names.indexOf("mfn")]),
                                number(cells[names.indexOf("vat")]),
                                number(cells[names.indexOf("ctRate")]),
                                number(cells[names.indexOf("ctSpecific")])));
            }
        }
        return List.copyOf(goods);
    }

    /// What the shops offer under the sample tariff.
    static List<Goods> offered() {
        return offered(
                Objects.requireNonNull(
                        new ImportModule().resources().get(ImportModule.TARIFF),
                        ImportModule.TARIFF));
    }

    private static BigDecimal number(String cell) {
        return cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell);
    }

    /// The tax of a line in fen, by the formulas of the law (财关税〔2016〕18号, 1; 财关税〔2018〕49号, 1).
    ///
    /// @param dutiable dutiable value in fen
    /// @param full     whether the one-item rule levies everything in full
    long tax(long dutiable, int quantity, boolean full) {
        BigDecimal levy = full ? BigDecimal.ONE : LEVIED;
        BigDecimal value = BigDecimal.valueOf(dutiable, 2);
        BigDecimal customs = full ? cents(value.multiply(duty)) : BigDecimal.ZERO;
        BigDecimal extra = specific.multiply(BigDecimal.valueOf((long) unit1Milli * quantity, 3));
        BigDecimal price = value.add(customs).add(extra);
        if (composite.signum() != 0) {
            price = price.divide(BigDecimal.ONE.subtract(composite), MathContext.DECIMAL128);
        }
        BigDecimal consumption = cents(price.multiply(composite).add(extra).multiply(levy));
        BigDecimal valueAdded = cents(price.multiply(vat).multiply(levy));
        return customs.add(consumption).add(valueAdded).movePointRight(2).longValueExact();
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
