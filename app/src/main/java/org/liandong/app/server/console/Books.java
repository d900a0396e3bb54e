package org.liandong.app.server.console;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Money;
import org.liandong.app.Quota;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.sheets.SheetWords;
import org.liandong.engine.Newest;
import org.liandong.engine.Views;
import org.liandong.kernel.Quotas;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.page.Cell;

/// The books: guarantees first, service by service, then accounts by the beginning of their name.
///
/// @param next address of the next page, or empty
public record Books(
        String answer, String prefix, List<Kept> kept, List<AccountRow> accounts, String next) {

    static final int ROWS = 50;

    private static final int GUARANTEES_MAX = 20;

    /// The guarantees of a service, those first that are used up most.
    ///
    /// @param more that some are not shown, in words; empty when all are
    /// @param href address of the accounts of all
    public record Kept(
            String service, String title, List<Today.QuotaRow> rows, String more, String href) {}

    /// An account in a list.
    public record AccountRow(
            String name, String href, String balance, String held, String available, String unit) {}

    static Books of(
            Views views,
            List<Quota> quotas,
            String prefix,
            String after,
            Instant now,
            Texts texts) {
        List<Account> found = new ArrayList<>(views.accounts(prefix, after, ROWS + 1));
        boolean more = found.size() > ROWS;
        List<Account> shown = more ? found.subList(0, ROWS) : found;
        BigInteger limit = BigInteger.ZERO;
        BigInteger taken = BigInteger.ZERO;
        for (Quota quota : quotas) {
            limit = limit.add(quota.limit());
            taken = taken.add(quota.taken());
        }
        return new Books(
                quotas.isEmpty()
                        ? texts.get("page.books.nothing")
                        : texts.get(
                                "page.books.answer",
                                Money.text(quotas.getFirst().asset(), taken),
                                Money.text(quotas.getFirst().asset(), limit),
                                texts.counted("page.guarantee", quotas.size())),
                prefix,
                kept(quotas, now, texts),
                shown.stream().map(a -> row(a, texts)).toList(),
                more
                        ? "/books?prefix="
                                + Links.query(prefix)
                                + "&after="
                                + Links.query(shown.getLast().name())
                                + "#accounts"
                        : "");
    }

    private static List<Kept> kept(List<Quota> quotas, Instant now, Texts texts) {
        return Wiring.services().stream()
                .map(module -> kept(module, quotas, now, texts))
                .filter(kept -> !kept.rows().isEmpty())
                .toList();
    }

    private static Kept kept(
            ServiceModule<?, ?> module, List<Quota> quotas, Instant now, Texts texts) {
        List<Quota> of = quotas.stream().filter(q -> q.service().equals(module.name())).toList();
        int more = of.size() - GUARANTEES_MAX;
        return new Kept(
                module.name(),
                texts.word("service", module.name()),
                of.stream().limit(GUARANTEES_MAX).map(q -> Today.quota(q, now, texts)).toList(),
                more > 0 ? texts.counted("page.books.more", more) : "",
                more > 0
                        ? "/books?prefix="
                                + Links.query(module.quotas().getFirst().accounts())
                                + "#accounts"
                        : "");
    }

    private static AccountRow row(Account account, Texts texts) {
        // What comes from outside the books has no bottom, so nothing is "available" there.
        boolean boundary = account.floor() == null;
        return new AccountRow(
                Accounts.shown(account.name()),
                Links.ofAccount(account.name()),
                Money.text(account.asset(), account.posted()),
                account.reservedOut().signum() == 0
                        ? ""
                        : Money.text(account.asset(), account.reservedOut()),
                boundary ? "" : Money.text(account.asset(), account.available()),
                Money.unit(texts, account.asset()));
    }

    /// One account.
    ///
    /// @param guarantee the guarantee it belongs to, or null
    /// @param steps     its balance after each booking shown, oldest first
    /// @param earlier   address of the bookings before, or empty
    public record One(
            String name,
            String answer,
            String unit,
            @Nullable Guarantee guarantee,
            List<StepRow> steps,
            List<BookingRow> bookings,
            String finding,
            String earlier) {

        /// What its chart is drawn from, as JSON.
        public String chart() {
            return SheetPage.spec(
                    "t-steps", 0, unit, List.of(Map.of("place", 1, "name", unit)), List.of());
        }
    }

    /// A guarantee around one of its accounts.
    ///
    /// @param warning what is to be done soon, or empty
    /// @param holders who stands on it, the largest first
    public record Guarantee(
            Today.QuotaRow quota,
            String caseHref,
            String ends,
            String warning,
            List<Holder> holders) {}

    /// Who holds how much.
    public record Holder(String what, String href, String amount, int share) {}

    /// The balance from an instant on.
    ///
    /// @param plain the amount without separators, for a chart
    public record StepRow(Instant at, String amount, String plain) {

        /// Its place on the axis of time, which is that of the office wherever the reader is.
        public @Nullable String place() {
            return SheetWords.plain(new Cell.Time(at));
        }
    }

    /// A line of the statement.
    public record BookingRow(
            Instant at,
            LocalDate effective,
            String amount,
            boolean out,
            String other,
            String otherHref,
            String key,
            String caseHref,
            String reason,
            String balance) {}

    private static final int BOOKINGS = 100;
    private static final int HOLDERS_MAX = 10;
    private static final int OCCUPANTS_MAX = 500;

    /// An account, or null when there is none of that name.
    static @Nullable One one(Views views, String name, long from, Instant now, Texts texts) {
        Account account =
                views.accounts(name, "", 1).stream()
                        .filter(a -> a.name().equals(name))
                        .findFirst()
                        .orElse(null);
        if (account == null) {
            return null;
        }
        Newest.Statement statement = views.newest().statement(name, from, BOOKINGS);
        String asset = account.asset();
        // The statement is read backwards, from the balance of today or, on an earlier page,
        // without balances.
        boolean newestPage = from == Long.MAX_VALUE;
        BigInteger balance = account.posted();
        List<BookingRow> rows = new ArrayList<>();
        List<StepRow> steps = new ArrayList<>();
        for (Newest.Booking booking : statement.bookings()) {
            String after = newestPage ? Money.text(asset, balance) : "";
            String service =
                    Wiring.names().stream()
                            .filter(s -> views.has(s, booking.caseKey()))
                            .findFirst()
                            .orElse(null);
            rows.add(
                    new BookingRow(
                            booking.at(),
                            booking.effective(),
                            Money.text(asset, booking.minor()),
                            booking.minor().signum() < 0,
                            Accounts.shown(booking.other()),
                            Links.ofAccount(booking.other()),
                            booking.caseKey(),
                            service != null ? Links.ofCase(service, booking.caseKey()) : "",
                            texts.term(booking.reason()),
                            after));
            if (newestPage) {
                steps.add(
                        new StepRow(
                                booking.at(),
                                Money.text(asset, balance),
                                Money.amount(asset, balance).toPlainString()));
                balance = balance.subtract(booking.minor());
            }
        }
        Collections.reverse(steps);
        String unit = Money.unit(texts, asset);
        boolean boundary = account.floor() == null;
        String answer =
                boundary
                        ? texts.get(
                                "page.account.boundary", Money.text(asset, account.posted()), unit)
                        : texts.get(
                                "page.account.answer",
                                Money.text(asset, account.posted()),
                                unit,
                                Money.text(asset, account.reservedOut()),
                                Money.text(asset, account.available()));
        return new One(
                Accounts.shown(name),
                answer,
                unit,
                guarantee(views, name, now, texts),
                steps,
                rows,
                finding(steps, unit, texts),
                statement.next() == 0 ? "" : Links.ofAccount(name) + "?after=" + statement.next());
    }

    private static String finding(List<StepRow> steps, String unit, Texts texts) {
        return steps.size() < 2
                ? ""
                : texts.get(
                        "page.account.finding",
                        steps.getFirst().amount(),
                        steps.getLast().amount(),
                        unit,
                        Texts.time(steps.getFirst().at()));
    }

    private static @Nullable Guarantee guarantee(
            Views views, String name, Instant now, Texts texts) {
        Quota.Kept kept = Quota.around(views, name);
        if (kept == null) {
            return null;
        }
        Quota quota = kept.quota();
        Instant end = quota.ends();
        return new Guarantee(
                Today.quota(quota, now, texts),
                views.has(quota.service(), quota.caseKey())
                        ? Links.ofCase(quota.service(), quota.caseKey())
                        : "",
                end == null || !end.isAfter(now)
                        ? ""
                        : texts.get("page.guarantee.ends", Texts.time(end)),
                switch (quota.end(now)) {
                    case FAR -> "";
                    case SOON -> texts.counted("page.guarantee.warning", quota.daysLeft(now));
                    case OVER -> texts.get("page.guarantee.over");
                },
                holders(views, kept, texts));
    }

    // Each user has an account for ever, so only so many of each kind are looked at.
    private static List<Holder> holders(Views views, Quota.Kept kept, Texts texts) {
        Quota quota = kept.quota();
        Map<String, BigInteger> amounts = new LinkedHashMap<>();
        Map<String, String> hrefs = new TreeMap<>();
        for (Quotas.Use use : kept.quotas().uses()) {
            String prefix = kept.quotas().account(quota.owner(), use.under()) + "/";
            for (Account account : views.accounts(prefix, "", OCCUPANTS_MAX)) {
                if (account.posted().signum() > 0) {
                    String key = account.name().substring(prefix.length());
                    String what =
                            use.caseKey().isEmpty() ? key : texts.get("use." + use.under(), key);
                    amounts.put(what, account.posted());
                    hrefs.put(what, Links.ofCase(quota.service(), use.caseKey() + key));
                }
            }
        }
        List<Map.Entry<String, BigInteger>> sorted = new ArrayList<>(amounts.entrySet());
        sorted.sort(Map.Entry.<String, BigInteger>comparingByValue().reversed());
        List<Holder> holders = new ArrayList<>();
        for (Map.Entry<String, BigInteger> entry :
                sorted.subList(0, Math.min(HOLDERS_MAX, sorted.size()))) {
            holders.add(
                    new Holder(
                            entry.getKey(),
                            hrefs.getOrDefault(entry.getKey(), ""),
                            Money.text(quota.asset(), entry.getValue()),
                            Today.share(
                                    entry.getValue().longValue(),
                                    sorted.getFirst().getValue().longValue())));
        }
        return holders;
    }
}
