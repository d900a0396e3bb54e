package org.liandong.app;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;
import org.liandong.kernel.ledger.Account;

/// How much of something limited is in use, in minor units: the quota of a guarantee, or the yearly allowance of a buyer.
///
/// The names of accounts are those of retail import. What is granted comes from a boundary account, so that all other
/// accounts of a guarantee together are what the boundary gave, however many parcels stand on it.
///
/// @param owner who guarantees, or the hash of the buyer
/// @param limit what was granted
/// @param used  what was taken of it
/// @param held  what is set aside for cases that are not decided yet
/// @param free  what is left
public record Quota(
        String owner, BigInteger limit, BigInteger used, BigInteger held, BigInteger free) {

    private static final String GUARANTORS = "boundary/guarantor/";
    private static final String ALLOWANCES = "allowance/ceb/";
    private static final int PAGE = 1_000;

    private static final String USED = "█";
    private static final String HELD = "▓";
    private static final String FREE = "░";

    /// The quota of every guarantee, the one that is used up most first.
    public static List<Quota> ofGuarantees(Views views) {
        List<Quota> quotas = new ArrayList<>();
        for (Account boundary : all(views, GUARANTORS)) {
            Quota quota = of(views, boundary);
            if (quota != null) {
                quotas.add(quota);
            }
        }
        quotas.sort(
                Comparator.comparing(Quota::percent)
                        .thenComparing(Quota::taken)
                        .reversed()
                        .thenComparing(Quota::owner));
        return quotas;
    }

    /// The quota of one guarantor, or null when there is none.
    public static @Nullable Quota ofGuarantee(Views views, String guarantor) {
        Account boundary = one(views, GUARANTORS + guarantor);
        return boundary == null ? null : of(views, boundary);
    }

    private static @Nullable Quota of(Views views, Account boundary) {
        String guarantor = boundary.name().substring(GUARANTORS.length());
        Account free = one(views, "guarantee/" + guarantor + "/free");
        if (free == null) {
            return null;
        }
        Account shortage = one(views, "guarantee/" + guarantor + "/shortage");
        BigInteger limit = boundary.posted().negate();
        BigInteger owed = shortage == null ? BigInteger.ZERO : shortage.posted();
        return new Quota(
                guarantor,
                limit,
                limit.subtract(free.posted()).subtract(owed),
                free.reservedOut(),
                free.available());
    }

    /// The allowance of every buyer in a year.
    public static List<Quota> ofBuyers(Views views, int year) {
        String prefix = ALLOWANCES + year + "/";
        List<Quota> quotas = new ArrayList<>();
        Account free = null;
        for (Account account : all(views, prefix)) {
            // In the order of names, free comes before used.
            if (account.name().endsWith("/free")) {
                free = account;
            } else if (free != null) {
                quotas.add(
                        new Quota(
                                account.name()
                                        .substring(
                                                prefix.length(), account.name().lastIndexOf('/')),
                                free.posted().add(account.posted()),
                                account.posted(),
                                free.reservedOut(),
                                free.available()));
                free = null;
            }
        }
        return quotas;
    }

    private static List<Account> all(Views views, String prefix) {
        List<Account> all = new ArrayList<>();
        String after = "";
        while (true) {
            List<Account> page = views.accounts(prefix, after, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            after = page.getLast().name();
        }
    }

    private static @Nullable Account one(Views views, String name) {
        return views.accounts(name, "", 1).stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// What nobody else can have: taken or set aside.
    public BigInteger taken() {
        return used.add(held);
    }

    /// Part of the limit that is taken, in words: the least that is shown is a tenth of a percent.
    public String percentText() {
        BigDecimal percent = percent();
        return percent.signum() == 0 && taken().signum() > 0 ? "< 0.1 %" : percent + " %";
    }

    /// Part of the limit that is taken, in percent.
    public BigDecimal percent() {
        return part(taken());
    }

    private BigDecimal part(BigInteger of) {
        return limit.signum() <= 0
                ? BigDecimal.ZERO
                : new BigDecimal(of.multiply(BigInteger.valueOf(100)))
                        .divide(new BigDecimal(limit), 1, RoundingMode.HALF_UP);
    }

    /// Taken, set aside and free, side by side. What is there at all has at least one cell.
    public String bar(int cells) {
        int usedCells = cells(used, cells);
        int heldCells = Math.min(cells - usedCells, cells(held, cells));
        return USED.repeat(usedCells)
                + HELD.repeat(heldCells)
                + FREE.repeat(cells - usedCells - heldCells);
    }

    private int cells(BigInteger of, int cells) {
        if (of.signum() <= 0) {
            return 0;
        }
        return Math.clamp(Math.round(part(of).doubleValue() * cells / 100), 1, cells);
    }
}
