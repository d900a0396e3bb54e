package org.liandong.pledgefinance;

/// How financings are spread over the watch lists of their market.
public final class Watches {

    /// Lists of one market. With a million financings each has about a thousand: 100 KB, read and written in a millisecond.
    public static final int LISTS = 1_024;

    private static final String PREFIX = "watch:";

    private Watches() {}

    /// The key of a list.
    public static String key(String commodity, int list) {
        return PREFIX + commodity + "/" + list;
    }

    static String of(String commodity, String contractNo) {
        return key(commodity, Math.floorMod(contractNo.hashCode(), LISTS));
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    static String commodity(String key) {
        return key.substring(PREFIX.length(), key.lastIndexOf('/'));
    }
}
