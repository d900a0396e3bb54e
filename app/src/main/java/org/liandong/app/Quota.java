package org.liandong.app;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.Views;
import org.liandong.kernel.Quotas;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Account;

/// How much of something limited is in use, in minor units: the quota of a guarantee, or the yearly allowance of a buyer.
///
/// @param service whose it is
/// @param owner   who guarantees, or the hash of the buyer
/// @param asset   what it is counted in
/// @param account the account that has what is left
/// @param caseKey of the case that keeps it, or empty
/// @param limit   what was granted
/// @param used    what was taken of it
/// @param held    what is set aside for cases that are not decided yet
/// @param free    what is left
/// @param ends    when new use ends or ended; null where that is not known
public record Quota(
        String service,
        String owner,
        String asset,
        String account,
        String caseKey,
        BigInteger limit,
        BigInteger used,
        BigInteger held,
        BigInteger free,
        @Nullable Instant ends) {

    /// So many days before its end people are warned of it.
    public static final int WARNING_DAYS = 30;

    private static final String ALLOWANCES = "allowance/ceb/";
    private static final int PAGE = 1_000;

    private static final String USED = "█";
    private static final String HELD = "▓";
    private static final String FREE = "░";

    private static final Comparator<Quota> MOST_USED_FIRST =
            Comparator.comparing(Quota::percent)
                    .thenComparing(Quota::taken)
                    .reversed()
                    .thenComparing(Quota::owner);

    /// All quotas that services keep, service by service, in each the one first that is used up most.
    public static List<Quota> all(Views views) {
        return Wiring.services().stream().flatMap(m -> of(views, m).stream()).toList();
    }

    /// The quotas that a service keeps, the one first that is used up most.
    public static List<Quota> of(Views views, ServiceModule<?, ?> module) {
        List<Quota> found = new ArrayList<>();
        for (Quotas quotas : module.quotas()) {
            for (Account boundary : all(views, quotas.granted())) {
                Quota quota = of(views, module.name(), quotas, boundary);
                if (quota != null) {
                    found.add(quota);
                }
            }
        }
        found.sort(MOST_USED_FIRST);
        return found;
    }

    /// The quota to which an account belongs, with who uses it.
    public record Kept(Quota quota, Quotas quotas) {}

    /// The quota to which an account belongs; null when it belongs to none.
    public static @Nullable Kept around(Views views, String account) {
        for (ServiceModule<?, ?> module : Wiring.services()) {
            for (Quotas quotas : module.quotas()) {
                if (account.startsWith(quotas.accounts())) {
                    String rest = account.substring(quotas.accounts().length());
                    int slash = rest.indexOf('/');
                    String owner = slash < 0 ? rest : rest.substring(0, slash);
                    Account boundary = views.account(quotas.granted() + owner);
                    Quota quota =
                            boundary == null ? null : of(views, module.name(), quotas, boundary);
                    return quota == null ? null : new Kept(quota, quotas);
                }
            }
        }
        return null;
    }

    private static @Nullable Quota of(
            Views views, String service, Quotas quotas, Account boundary) {
        String owner = boundary.name().substring(quotas.granted().length());
        Account free = views.account(quotas.free(owner));
        if (free == null) {
            return null;
        }
        BigInteger limit = boundary.posted().negate();
        BigInteger owed = BigInteger.ZERO;
        for (String name : quotas.owing()) {
            Account account = views.account(quotas.account(owner, name));
            owed = account == null ? owed : owed.add(account.posted());
        }
        String caseKey = quotas.caseKey() + owner;
        return new Quota(
                service,
                owner,
                boundary.asset(),
                free.name(),
                caseKey,
                limit,
                limit.subtract(free.posted()).subtract(owed),
                free.reservedOut(),
                free.available(),
                views.due(service, caseKey, quotas.end()));
    }

    /// What is to be said of its end at an instant.
    public enum End {
        /// It is far away, or not known.
        FAR,
        /// It is near.
        SOON,
        /// It is over, and nothing new can stand on it.
        OVER
    }

    public End end(Instant now) {
        Instant last = ends;
        if (last == null || daysLeft(now) > WARNING_DAYS) {
            return End.FAR;
        }
        return last.isAfter(now) ? End.SOON : End.OVER;
    }

    /// Days from an instant to its end, in the office's calendar.
    public long daysLeft(Instant now) {
        Instant last = ends;
        return last == null
                ? Long.MAX_VALUE
                : ChronoUnit.DAYS.between(Texts.day(now), Texts.day(last));
    }

    /// The allowance of every buyer of retail imports in a year.
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
                                ImportModule.NAME,
                                account.name()
                                        .substring(
                                                prefix.length(), account.name().lastIndexOf('/')),
                                account.asset(),
                                free.name(),
                                "",
                                free.posted().add(account.posted()),
                                account.posted(),
                                free.reservedOut(),
                                free.available(),
                                null));
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
