package org.liandong.ecommerceimport.simulator;

/// Made-up persons by number. The same seed and number give the same person; two numbers never share an identity number.
///
/// The identity numbers are right by GB 11643 and belong to nobody we know of: area, date of birth and sequence are scrambled.
public final class Persons {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    private static final String[] SURNAMES = {
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林",
        "高", "罗", "欧阳", "司马"
    };
    private static final String[] GIVEN = {
        "伟", "芳", "娜", "敏", "静", "秀英", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "超", "明",
        "霞", "平", "子涵", "雨桐", "浩然", "欣怡", "梓萱", "宇轩", "佳琪", "思远", "晓东", "建国"
    };
    private static final String[] AREAS = {
        "110101", "310101", "330203", "370211", "410105", "440305"
    };
    private static final String[] PLACES = {
        "北京市东城区", "上海市黄浦区", "浙江省宁波市海曙区", "山东省青岛市黄岛区", "河南省郑州市金水区", "广东省深圳市南山区"
    };
    private static final String[] ROADS = {"人民路", "中山路", "解放路", "建设路", "和平路", "文化路", "长江路", "学院路"};

    // Dates of birth from 1955 on, with days 1 to 28, so that every combination is a date.
    private static final int YEARS = 50;
    private static final int YEAR_FIRST = 1955;
    private static final int MONTHS = 12;
    private static final int DAYS = 28;
    private static final int SEQUENCES = 1000;

    /// How many persons there are.
    public static final long PERSONS_MAX = 6L * YEARS * MONTHS * DAYS * SEQUENCES;

    // Without a common divisor with PERSONS_MAX (2, 3, 5 and 7), so that multiplying by it
    // only changes the order.
    private static final long SCRAMBLE = 61_803_401L;

    private static final long STREAM = 11;

    private final long seed;
    private final long offset;

    /// The persons of a seed.
    public Persons(long seed) {
        this.seed = seed;
        this.offset = Long.remainderUnsigned(Chance.bits(seed, STREAM, -7), PERSONS_MAX);
    }

    /// Somebody who buys.
    ///
    /// @param idNumber resident identity number, 18 characters
    /// @param district area code of the address, 6 digits
    public record Buyer(
            String name, String idNumber, String telephone, String address, String district) {

        /// The same person with a mistyped check character.
        public Buyer mistyped() {
            char last = idNumber.charAt(17);
            return new Buyer(
                    name,
                    idNumber.substring(0, 17) + (last == '0' ? '1' : '0'),
                    telephone,
                    address,
                    district);
        }

        /// Never the person: what is printed ends in logs.
        @Override
        public String toString() {
            return "Buyer[" + idNumber.substring(0, 6) + "]";
        }
    }

    /// The person of a number.
    ///
    /// @param number from 0 to below [#PERSONS_MAX]
    public Buyer person(long number) {
        if (number < 0 || number >= PERSONS_MAX) {
            throw new IllegalArgumentException(
                    "There are %d persons, and none has number %d.".formatted(PERSONS_MAX, number));
        }
        long k = (number * SCRAMBLE + offset) % PERSONS_MAX;
        int area = (int) (k % AREAS.length);
        k /= AREAS.length;
        int sequence = (int) (k % SEQUENCES);
        k /= SEQUENCES;
        int day = (int) (k % DAYS) + 1;
        k /= DAYS;
        int month = (int) (k % MONTHS) + 1;
        int year = (int) (k / MONTHS) + YEAR_FIRST;
        StringBuilder id = new StringBuilder(18).append(AREAS[area]).append(year);
        padded(id, month, 2);
        padded(id, day, 2);
        padded(id, sequence, 3);
        id.append(checkCharacter(id));
        long bits = Chance.bits(seed, STREAM, number);
        int pick = (int) (bits & 0xFFFF);
        int other = (int) ((bits >>> 16) & 0xFFFF);
        int house = (int) ((bits >>> 32) & 0xFF) + 1;
        StringBuilder telephone = new StringBuilder(11).append("13");
        padded(telephone, (int) Long.remainderUnsigned(bits * 31 + number, 1_000_000_000L), 9);
        int flat = (int) ((bits >>> 40) & 0x1F) + 1;
        return new Buyer(
                SURNAMES[pick % SURNAMES.length] + GIVEN[other % GIVEN.length],
                id.toString(),
                telephone.toString(),
                PLACES[area] + ROADS[(pick >>> 5) % ROADS.length] + house + "号" + flat + "室",
                AREAS[area]);
    }

    private static void padded(StringBuilder text, int number, int digits) {
        String plain = Integer.toString(number);
        text.repeat('0', digits - plain.length()).append(plain);
    }

    // GB 11643: the weighted sum of seventeen digits modulo 11.
    private static char checkCharacter(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }
}
