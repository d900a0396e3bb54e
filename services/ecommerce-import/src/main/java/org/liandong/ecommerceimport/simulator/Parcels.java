package org.liandong.ecommerceimport.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.liandong.ecommerceimport.simulator.Parcel.Fate;
import org.liandong.ecommerceimport.simulator.Parcel.Guids;
import org.liandong.ecommerceimport.simulator.Parcel.Line;

/// The parcels of a plan by number, each the same whenever it is asked for: so a run of a million needs no memory of them.
final class Parcels {

    // How many parcels are on their way at the same time: enough that each sender fills messages of
    // a hundred, few enough to hold in memory.
    static final int WAVE = 2_000;

    private static final int FLAW_STREAM = 1;
    private static final int SMALL_STREAM = 2;
    private static final int FATE_STREAM = 3;
    private static final int PARCEL_STREAM = 4;

    // Fifteen purchases of five persons: one buys once, another five times.
    private static final int[] BUYER_OF_FIFTEEN = {0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4};
    private static final int PERSONS_OF_FIFTEEN = 5;

    private static final double SMALL_SHARE = 0.01;
    private static final double QUOTA_SHARE = 0.6;
    private static final double DIRECT_SHARE = 0.35;
    private static final double ONE_DEAR_ITEM_SHARE = 0.03;

    // Five purchases at 3,000 yuan and freight stay well below a year's 26,000.
    private static final int GOODS_VALUE_MAX = 290_000;
    private static final int DEAR_MIN = 520_000;
    private static final int DEAR_MAX = 890_000;
    // Two of these exceed the year, one does not.
    private static final int HALF_A_YEAR_AND_MORE = 1_350_000;

    private static final int MORNING = 9 * 3600;
    private static final int WORKING_SECONDS = 11 * 3600;

    private final Simulator.Plan plan;
    private final List<Goods> goods;
    private final Persons persons;
    private final long groups;
    private final double[] upTo;
    private final Flaw[] flaws = Flaw.values();
    private final String dayPrefix;

    Parcels(Simulator.Plan plan, List<Goods> goods) {
        if (goods.isEmpty()) {
            throw new IllegalArgumentException(
                    "The tariff admits none of the goods that the simulator sells.");
        }
        this.plan = plan;
        this.goods = goods;
        this.persons = new Persons(plan.seed());
        this.groups = Math.max(1, (plan.parcels() + 14) / 15);
        this.upTo = new double[flaws.length];
        double sum = 0;
        for (int i = 1; i < flaws.length; i++) {
            sum += plan.rates().getOrDefault(flaws[i], 0.0);
            upTo[i] = sum;
        }
        this.dayPrefix = compact(plan.day()).substring(2);
    }

    static String compact(LocalDate day) {
        return day.toString().replace("-", "");
    }

    private Flaw drawn(long index) {
        double unit = Chance.unit(plan.seed(), FLAW_STREAM, index);
        for (int i = 1; i < flaws.length; i++) {
            if (unit < upTo[i]) {
                return flaws[i];
            }
        }
        return Flaw.NONE;
    }

    /// The flaw of a parcel. One that takes two befalls the first of a pair, and its second is sound.
    Flaw flaw(long index) {
        Flaw pair = ofPair(index);
        if (pair != Flaw.NONE) {
            return index % 2 == 0 ? pair : Flaw.NONE;
        }
        Flaw own = drawn(index);
        return own.needsPartner() ? Flaw.NONE : own;
    }

    /// The flaw that a pair of neighbours shares, or none.
    private Flaw ofPair(long index) {
        long first = index - index % 2;
        if (first + 1 >= plan.parcels()) {
            return Flaw.NONE;
        }
        Flaw left = drawn(first);
        if (left.needsPartner()) {
            return left;
        }
        Flaw right = drawn(first + 1);
        return right.needsPartner() ? right : Flaw.NONE;
    }

    /// Whether the guarantor of a parcel is the small one.
    boolean small(long index) {
        return Chance.unit(plan.seed(), SMALL_STREAM, index) < SMALL_SHARE
                && ofPair(index) == Flaw.NONE
                && flaw(index) == Flaw.NONE;
    }

    /// How many parcels the small guarantee covers.
    long smallCovered() {
        return (long) (plan.parcels() * SMALL_SHARE * QUOTA_SHARE);
    }

    /// What befalls a parcel that is released.
    Fate fate(long index) {
        Fate drawn = drawnFate(index);
        return drawn == Fate.PARTLY_RETURNED ? parcel(index).fate() : drawn;
    }

    private Fate drawnFate(long index) {
        double unit = Chance.unit(plan.seed(), FATE_STREAM, index);
        if (unit >= 0.03
                || flaw(index).ending() != Flaw.Ending.RELEASED
                || ofPair(index) != Flaw.NONE) {
            return Fate.KEPT;
        }
        return unit < 0.004
                ? Fate.CANCELLED
                : unit < 0.020
                        ? Fate.RETURNED
                        : unit < 0.027 ? Fate.PARTLY_RETURNED : Fate.NEVER_BACK;
    }

    /// Second of the day at which the documents of a wave arrive.
    int waveAt(long wave) {
        return MORNING + (int) (WORKING_SECONDS * (wave + 1) / waves());
    }

    /// How many waves the day has, the last of which may be small.
    long waves() {
        return (plan.parcels() + WAVE - 1) / WAVE;
    }

    Parcel parcel(long index) {
        Flaw flaw = flaw(index);
        Flaw pair = ofPair(index);
        boolean small = small(index);
        SplittableRandom random = Chance.sequence(plan.seed(), PARCEL_STREAM, index);
        // The two of a pair buy the same under the same guarantee, so that it does not matter
        // which of them is refused.
        SplittableRandom trade =
                pair == Flaw.YEARLY_LIMIT
                        ? Chance.sequence(plan.seed(), PARCEL_STREAM, index - index % 2)
                        : random;
        Guids guids =
                new Guids(
                        Chance.guid(random),
                        Chance.guid(random),
                        Chance.guid(random),
                        Chance.guid(random),
                        Chance.guid(random),
                        Chance.guid(random));
        if (trade != random) {
            trade.nextLong();
        }
        Firm platform = pick(Firm.PLATFORMS, trade);
        int sellerNumber = trade.nextInt(Firm.SELLERS.size());
        Firm seller = small ? Firm.SMALL_SELLER : Firm.SELLERS.get(sellerNumber);
        Firm carrier = pick(Firm.CARRIERS, trade);
        Firm paymentFirm = pick(Firm.PAYMENT_FIRMS, trade);
        Firm agent = pick(Firm.AGENTS, trade);
        Office office = pick(Office.ALL, trade);
        boolean direct = !small && trade.nextDouble() < DIRECT_SHARE;
        List<Line> lines = lines(flaw, pair, small, index, random);
        long freight = small ? 1_000 : pair == Flaw.YEARLY_LIMIT ? 0 : random.nextInt(31) * 100L;
        long insurance = small || pair == Flaw.YEARLY_LIMIT || random.nextInt(5) > 0 ? 0 : 150;
        Firm guarantor =
                small
                        ? seller
                        : switch (sellerNumber % 3) {
                            case 0 -> agent;
                            case 1 -> platform;
                            default -> seller;
                        };
        Persons.Buyer buyer = buyer(index, pair);
        if (flaw == Flaw.CHECK_DIGIT) {
            buyer = buyer.mistyped();
        }
        Persons.Buyer payer = flaw == Flaw.PAYER ? persons.person(stranger(index)) : buyer;
        // Of one line no part goes back.
        Fate drawn = drawnFate(index);
        Fate fate = drawn == Fate.PARTLY_RETURNED && lines.size() == 1 ? Fate.RETURNED : drawn;
        long wave = index / WAVE;
        String number = Long.toString(index + 1);
        String serial = dayPrefix + "0".repeat(Math.max(0, 8 - number.length())) + number;
        long waybillOf = flaw == Flaw.USED_WAYBILL ? index + 1 : index;
        Firm carrying = flaw == Flaw.USED_WAYBILL ? carrierOf(index + 1) : carrier;
        String waybillNumber = Long.toString(waybillOf + 1);
        return new Parcel(
                index,
                flaw,
                fate,
                small,
                platform,
                seller,
                carrying,
                paymentFirm,
                agent,
                flaw == Flaw.GUARANTOR ? Firm.STRANGER : guarantor,
                office,
                direct ? "9610" : "1210",
                buyer,
                payer,
                lines,
                freight,
                insurance,
                taxes(lines, freight + insurance),
                waveAt(wave) - 2_400 + random.nextInt(1_200),
                serial,
                "YD"
                        + dayPrefix
                        + "0".repeat(Math.max(0, 9 - waybillNumber.length()))
                        + waybillNumber,
                direct ? billNo(carrying, wave) : "",
                guids);
    }

    /// The air waybill under which a carrier brings its direct parcels of a wave.
    String billNo(Firm carrier, long wave) {
        return "784" + dayPrefix + carrier.code().substring(7) + wave;
    }

    private Firm carrierOf(long index) {
        return parcel(index).carrier();
    }

    private Persons.Buyer buyer(long index, Flaw pair) {
        if (pair == Flaw.YEARLY_LIMIT) {
            return persons.person(groups * PERSONS_OF_FIFTEEN + index / 2);
        }
        long group = index % groups;
        return persons.person(
                group * PERSONS_OF_FIFTEEN + BUYER_OF_FIFTEEN[(int) (index / groups)]);
    }

    private long stranger(long index) {
        return groups * PERSONS_OF_FIFTEEN + plan.parcels() + index;
    }

    private List<Line> lines(
            Flaw flaw, Flaw pair, boolean small, long index, SplittableRandom random) {
        Goods first = goods.get(random.nextInt(goods.size()));
        if (pair == Flaw.YEARLY_LIMIT) {
            return List.of(new Line(goods.getLast(), 1, HALF_A_YEAR_AND_MORE));
        }
        if (small) {
            return List.of(new Line(goods.getFirst(), 24, 1_500));
        }
        if (flaw == Flaw.SINGLE_LIMIT) {
            return List.of(new Line(goods.getLast(), 2, 300_000 + random.nextInt(1_000) * 100));
        }
        boolean buysOnce = index / groups == 0;
        if (flaw == Flaw.NONE && buysOnce && random.nextDouble() < ONE_DEAR_ITEM_SHARE) {
            return List.of(
                    new Line(
                            goods.getLast(),
                            1,
                            DEAR_MIN + random.nextInt((DEAR_MAX - DEAR_MIN) / 100) * 100));
        }
        int count = 1 + (random.nextInt(100) < 45 ? 0 : 1 + random.nextInt(3));
        if (flaw == Flaw.LINE_COUNT) {
            count = Math.max(2, count);
        }
        List<Line> lines = new ArrayList<>(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            Goods item = i == 0 ? first : goods.get(random.nextInt(goods.size()));
            int price =
                    item.priceMin() + random.nextInt((item.priceMax() - item.priceMin()) / 10) * 10;
            int quantity = 1 + random.nextInt(3);
            Line line = new Line(item, quantity, price);
            if (value + line.total() > GOODS_VALUE_MAX) {
                // Only the first legal lines fit; a second one that a flaw needs is always cheap.
                line = new Line(goods.getFirst(), 1, goods.getFirst().priceMin());
                if (value + line.total() > GOODS_VALUE_MAX) {
                    break;
                }
            }
            lines.add(line);
            value += line.total();
        }
        if (lines.size() == 1 && flaw == Flaw.LINE_COUNT) {
            lines.add(new Line(goods.getFirst(), 1, goods.getFirst().priceMin()));
        }
        return List.copyOf(lines);
    }

    // The service shares freight and insurance out by value, the last line takes the rest.
    private static long[] taxes(List<Line> lines, long extra) {
        long goodsValue = 0;
        long items = 0;
        for (Line line : lines) {
            goodsValue += line.total();
            items += line.quantity();
        }
        boolean full = items == 1 && goodsValue + extra > 500_000;
        long[] taxes = new long[lines.size()];
        long left = extra;
        for (int i = 0; i < taxes.length; i++) {
            Line line = lines.get(i);
            long share =
                    i == taxes.length - 1
                            ? left
                            : (2 * extra * line.total() + goodsValue) / (2 * goodsValue);
            left -= share;
            taxes[i] = line.goods().tax(line.total() + share, line.quantity(), full);
        }
        return taxes;
    }

    /// The tax of each parcel under the small guarantee: they all carry the same.
    long smallTax() {
        Line line = new Line(goods.getFirst(), 24, 1_500);
        return taxes(List.of(line), 1_000)[0];
    }

    private static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
